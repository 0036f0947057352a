#include "lsp/Server.h"

#include "lsp/CheckedInput.h"
#include "lsp/CodeActions.h"
#include "lsp/Completion.h"
#include "lsp/Definition.h"
#include "lsp/DocumentSymbols.h"
#include "lsp/Formatting.h"
#include "lsp/Hover.h"
#include "lsp/InlayHints.h"
#include "lsp/Rename.h"
#include "lsp/SemanticTokens.h"
#include "lsp/ShownDiagnostics.h"
#include "lsp/Workspace.h"
#include "llvm/Support/LSP/Transport.h"

#include <filesystem>

namespace gnet {

namespace {

namespace json = llvm::json;
using Reply = lsp::Callback<json::Value>;

/// Of requests that name a document and nothing else of interest.
struct DocumentParams {
  lsp::TextDocumentIdentifier textDocument;
};
// NOLINTNEXTLINE(readability-identifier-naming): LLVM looks for this name.
bool fromJSON(const json::Value &value, DocumentParams &params,
              json::Path path) {
  json::ObjectMapper mapper(value, path);
  return mapper && mapper.map("textDocument", params.textDocument);
}

std::string pathOf(const lsp::URIForFile &uri) {
  return std::filesystem::path(uri.file().str()).lexically_normal().string();
}

struct RenameParams : lsp::TextDocumentPositionParams {
  std::string newName;
};
// NOLINTNEXTLINE(readability-identifier-naming): LLVM looks for this name.
bool fromJSON(const json::Value &value, RenameParams &params, json::Path path) {
  json::ObjectMapper mapper(value, path);
  return fromJSON(value, static_cast<lsp::TextDocumentPositionParams &>(params),
                  path) &&
         mapper && mapper.map("newName", params.newName);
}

/// What an editor says of itself, as far as it is of interest. What it does not
/// say, or not so, is none: it is greeted all the same.
struct EditorParams {
  std::vector<std::string> folders;
  bool watchesFiles = false; ///< If it is asked to.
};
void addFolder(const json::Object *folder, const char *key,
               EditorParams &params) {
  std::optional<llvm::StringRef> text =
      folder ? folder->getString(key) : std::nullopt;
  if (!text)
    return;
  if (auto uri = lsp::URIForFile::fromURI(*text))
    params.folders.push_back(pathOf(*uri));
  else
    llvm::consumeError(uri.takeError());
}
// NOLINTNEXTLINE(readability-identifier-naming): LLVM looks for this name.
bool fromJSON(const json::Value &value, EditorParams &params, json::Path) {
  const json::Object *object = value.getAsObject();
  if (!object)
    return true;
  if (const json::Array *folders = object->getArray("workspaceFolders"))
    for (const json::Value &folder : *folders)
      addFolder(folder.getAsObject(), "uri", params);
  else
    addFolder(object, "rootUri", params);
  for (const char *key : {"capabilities", "workspace", "didChangeWatchedFiles"})
    if (object)
      object = object->getObject(key);
  params.watchesFiles =
      object && object->getBoolean("dynamicRegistration").value_or(false);
  return true;
}

template <typename Element>
json::Value asJson(const std::vector<Element> &elements) {
  json::Array array;
  for (const Element &element : elements)
    array.push_back(element);
  return array;
}
template <typename Element>
json::Value asJson(const std::optional<Element> &element) {
  return element ? json::Value(*element) : json::Value(nullptr);
}

json::Object capabilities() {
  json::Object tokens{
      {"legend", json::Object{{"tokenTypes", semanticTokenTypes()},
                              {"tokenModifiers", json::Array()}}},
      {"full", true}};
  return json::Object{
      {"positionEncoding", "utf-16"},
      {"textDocumentSync",
       json::Object{{"openClose", true},
                    {"change", static_cast<int>(
                                   lsp::TextDocumentSyncKind::Incremental)}}},
      {"hoverProvider", true},
      {"definitionProvider", true},
      {"referencesProvider", true},
      {"documentSymbolProvider", true},
      {"documentFormattingProvider", true},
      {"inlayHintProvider", true},
      {"renameProvider", json::Object{{"prepareProvider", true}}},
      {"codeActionProvider",
       json::Object{{"codeActionKinds", json::Array{"quickfix"}}}},
      {"completionProvider",
       json::Object{{"triggerCharacters", json::Array{":", "{", " ", "\""}}}},
      {"semanticTokensProvider", std::move(tokens)},
  };
}

class Server {
public:
  Server(lsp::JSONTransport &transport, llvm::StringRef version)
      : transport(transport), version(version), handler(transport),
        shown(workspace,
              handler.outgoingNotification<lsp::PublishDiagnosticsParams>(
                  "textDocument/publishDiagnostics")) {
    registerCapability = handler.outgoingRequest<json::Value, lsp::NoParams>(
        "client/registerCapability",
        [](const json::Value &, llvm::Expected<lsp::NoParams> answer) {
          if (!answer)
            llvm::consumeError(answer.takeError());
        });
    addNotifications();
    addRequests();
  }

  llvm::Error run(std::FILE *input) {
    if (llvm::Error error = transport.run(handler)) {
      // The end of its input is an I/O error to LLVM, too.
      if (!std::feof(input))
        return error;
      llvm::consumeError(std::move(error));
    }
    if (!isShutDown)
      return llvm::createStringError("the editor went without a word");
    return llvm::Error::success();
  }

private:
  void addNotifications() {
    handler.notification("initialized", this, &Server::initialized);
    handler.notification("textDocument/didOpen", this, &Server::didOpen);
    handler.notification("textDocument/didChange", this, &Server::didChange);
    handler.notification("textDocument/didClose", this, &Server::didClose);
    handler.notification("workspace/didChangeWatchedFiles", this,
                         &Server::didChangeFiles);
  }
  void addRequests() {
    handler.method("initialize", this, &Server::initialize);
    handler.method("shutdown", this, &Server::shutdown);
    handler.method("textDocument/hover", this, &Server::onHover);
    handler.method("textDocument/definition", this, &Server::onDefinition);
    handler.method("textDocument/references", this, &Server::onReferences);
    handler.method("textDocument/completion", this, &Server::onCompletion);
    handler.method("textDocument/documentSymbol", this, &Server::onSymbols);
    handler.method("textDocument/semanticTokens/full", this, &Server::onTokens);
    handler.method("textDocument/formatting", this, &Server::onFormatting);
    handler.method("textDocument/inlayHint", this, &Server::onInlayHints);
    handler.method("textDocument/codeAction", this, &Server::onCodeActions);
    handler.method("textDocument/prepareRename", this,
                   &Server::onPrepareRename);
    handler.method("textDocument/rename", this, &Server::onRename);
  }

  void initialize(const EditorParams &params, Reply reply) {
    workspace.setFolders(params.folders);
    watchesFiles = params.watchesFiles;
    reply(json::Object{{"serverInfo", json::Object{{"name", "gnetc"},
                                                   {"version", version.str()}}},
                       {"capabilities", capabilities()}});
  }
  /// Specs may change without this editor: by another one, or git.
  void initialized(const lsp::NoParams &) {
    if (!watchesFiles)
      return;
    json::Object options{
        {"watchers", json::Array{json::Object{{"globPattern", "**/*.gn"}}}}};
    json::Object registration{{"id", "specs"},
                              {"method", "workspace/didChangeWatchedFiles"},
                              {"registerOptions", std::move(options)}};
    registerCapability(
        json::Object{{"registrations", json::Array{std::move(registration)}}},
        "register specs");
  }
  void didChangeFiles(const lsp::NoParams &) {
    shown.show(workspace.lookAgain());
  }
  void shutdown(const lsp::NoParams &, Reply reply) {
    isShutDown = true;
    reply(nullptr);
  }

  void didOpen(const lsp::DidOpenTextDocumentParams &params) {
    const lsp::TextDocumentItem &item = params.textDocument;
    shown.show(workspace.set(pathOf(item.uri), item.text, item.version));
  }
  void didChange(const lsp::DidChangeTextDocumentParams &params) {
    std::string path = pathOf(params.textDocument.uri);
    const Document *document = workspace.find(path);
    if (!document)
      return;
    DocumentText text = document->text;
    for (const lsp::TextDocumentContentChangeEvent &change :
         params.contentChanges) {
      std::string whole = text.text();
      if (change.range) {
        size_t begin = text.offset(change.range->start);
        size_t end = std::max(begin, text.offset(change.range->end));
        whole.replace(begin, end - begin, change.text);
      } else {
        whole = change.text;
      }
      text = DocumentText(std::move(whole));
    }
    shown.show(workspace.set(path, text.text(), params.textDocument.version));
  }
  void didClose(const lsp::DidCloseTextDocumentParams &params) {
    std::string path = pathOf(params.textDocument.uri);
    std::vector<std::string> looked = workspace.close(path);
    shown.close(path, looked);
  }

  /// None where it has answered: null of a document that is not open, and that
  /// nothing but exit is answered once the server is shut down.
  std::optional<View> viewOf(const lsp::URIForFile &uri, Reply &reply) {
    if (isShutDown) {
      reply(llvm::make_error<lsp::LSPError>("the server is shut down",
                                            lsp::ErrorCode::InvalidRequest));
      return std::nullopt;
    }
    std::optional<View> view = workspace.view(pathOf(uri));
    if (!view)
      reply(nullptr);
    return view;
  }

  /// Answers what `find` makes of the document. What is found lives until it is
  /// sent: JSON refers to the strings in it.
  template <typename Find>
  void answer(const lsp::URIForFile &uri, Reply reply, Find find) {
    if (std::optional<View> view = viewOf(uri, reply)) {
      const auto found = find(*view);
      reply(asJson(found));
    }
  }

  void onHover(const lsp::TextDocumentPositionParams &params, Reply reply) {
    answer(params.textDocument.uri, std::move(reply),
           [&](const View &view) { return hover(view, params.position); });
  }
  void onDefinition(const lsp::TextDocumentPositionParams &params,
                    Reply reply) {
    answer(params.textDocument.uri, std::move(reply), [&](const View &view) {
      return definitionOf(workspace, view, params.position);
    });
  }
  void onReferences(const lsp::ReferenceParams &params, Reply reply) {
    answer(params.textDocument.uri, std::move(reply), [&](const View &view) {
      return referencesTo(workspace, view, params.position,
                          params.context.includeDeclaration);
    });
  }
  void onCompletion(const lsp::CompletionParams &params, Reply reply) {
    answer(params.textDocument.uri, std::move(reply),
           [&](const View &view) { return completion(view, params.position); });
  }
  void onSymbols(const DocumentParams &params, Reply reply) {
    answer(params.textDocument.uri, std::move(reply),
           [&](const View &view) { return documentSymbols(view); });
  }
  void onTokens(const DocumentParams &params, Reply reply) {
    std::optional<View> view = workspace.view(pathOf(params.textDocument.uri));
    if (!view)
      return reply(nullptr);
    reply(json::Object{{"data", semanticTokens(*view)}});
  }
  void onFormatting(const DocumentParams &params, Reply reply) {
    answer(params.textDocument.uri, std::move(reply),
           [&](const View &view) { return formatting(view); });
  }
  void onInlayHints(const lsp::InlayHintsParams &params, Reply reply) {
    answer(params.textDocument.uri, std::move(reply),
           [&](const View &view) { return inlayHints(view, params.range); });
  }
  void onCodeActions(const lsp::CodeActionParams &params, Reply reply) {
    answer(params.textDocument.uri, std::move(reply), [&](const View &view) {
      return codeActions(workspace, view, params.textDocument.uri,
                         params.range);
    });
  }

  void onPrepareRename(const lsp::TextDocumentPositionParams &params,
                       Reply reply) {
    answer(params.textDocument.uri, std::move(reply),
           [&](const View &view) { return renamable(view, params.position); });
  }
  void onRename(const RenameParams &params, Reply reply) {
    std::optional<View> view = viewOf(params.textDocument.uri, reply);
    if (!view)
      return;
    llvm::Expected<lsp::WorkspaceEdit> edit =
        rename(workspace, *view, params.position, params.newName);
    if (!edit)
      return reply(edit.takeError());
    reply(json::Value(*edit));
  }

  lsp::JSONTransport &transport;
  llvm::StringRef version;
  lsp::MessageHandler handler;
  lsp::OutgoingRequest<json::Value> registerCapability;
  Workspace workspace;
  ShownDiagnostics shown;
  bool watchesFiles = false;
  bool isShutDown = false;
};

} // namespace

llvm::Error serveEditor(std::FILE *input, llvm::raw_ostream &output,
                        llvm::StringRef version) {
  lsp::JSONTransport transport(std::make_unique<CheckedInput>(input, output),
                               output);
  return Server(transport, version).run(input);
}

} // namespace gnet
