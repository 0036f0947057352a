#include <tree_sitter/parser.h>

#if defined(__GNUC__) || defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#endif

#define LANGUAGE_VERSION 14
#define STATE_COUNT 48
#define LARGE_STATE_COUNT 45
#define SYMBOL_COUNT 36
#define ALIAS_COUNT 3
#define TOKEN_COUNT 26
#define EXTERNAL_TOKEN_COUNT 0
#define FIELD_COUNT 0
#define MAX_ALIAS_SEQUENCE_LENGTH 4
#define PRODUCTION_ID_COUNT 4

enum {
  sym_name = 1,
  anon_sym_module = 2,
  anon_sym_network = 3,
  anon_sym_extends = 4,
  anon_sym_as = 5,
  anon_sym_head = 6,
  anon_sym_COLON = 7,
  anon_sym_LPAREN = 8,
  anon_sym_RPAREN = 9,
  anon_sym_LBRACE = 10,
  anon_sym_RBRACE = 11,
  anon_sym_LBRACK = 12,
  anon_sym_RBRACK = 13,
  anon_sym_LPAREN2 = 14,
  sym_number = 15,
  sym_string = 16,
  anon_sym_DASH_GT = 17,
  anon_sym_PIPE = 18,
  anon_sym_SLASH = 19,
  anon_sym_STAR = 20,
  anon_sym_PLUS = 21,
  anon_sym_DASH = 22,
  anon_sym_COMMA = 23,
  anon_sym_DOT = 24,
  sym_comment = 25,
  sym_file = 26,
  sym__part = 27,
  sym_definition = 28,
  sym_key = 29,
  sym_call = 30,
  sym_block = 31,
  sym_list = 32,
  sym_group = 33,
  sym_operator = 34,
  aux_sym_file_repeat1 = 35,
  alias_sym_called = 36,
  alias_sym_defined = 37,
  alias_sym_named = 38,
};

static const char * const ts_symbol_names[] = {
  [ts_builtin_sym_end] = "end",
  [sym_name] = "name",
  [anon_sym_module] = "module",
  [anon_sym_network] = "network",
  [anon_sym_extends] = "extends",
  [anon_sym_as] = "as",
  [anon_sym_head] = "head",
  [anon_sym_COLON] = ":",
  [anon_sym_LPAREN] = "(",
  [anon_sym_RPAREN] = ")",
  [anon_sym_LBRACE] = "{",
  [anon_sym_RBRACE] = "}",
  [anon_sym_LBRACK] = "[",
  [anon_sym_RBRACK] = "]",
  [anon_sym_LPAREN2] = "(",
  [sym_number] = "number",
  [sym_string] = "string",
  [anon_sym_DASH_GT] = "->",
  [anon_sym_PIPE] = "|",
  [anon_sym_SLASH] = "/",
  [anon_sym_STAR] = "*",
  [anon_sym_PLUS] = "+",
  [anon_sym_DASH] = "-",
  [anon_sym_COMMA] = ",",
  [anon_sym_DOT] = ".",
  [sym_comment] = "comment",
  [sym_file] = "file",
  [sym__part] = "_part",
  [sym_definition] = "definition",
  [sym_key] = "key",
  [sym_call] = "call",
  [sym_block] = "block",
  [sym_list] = "list",
  [sym_group] = "group",
  [sym_operator] = "operator",
  [aux_sym_file_repeat1] = "file_repeat1",
  [alias_sym_called] = "called",
  [alias_sym_defined] = "defined",
  [alias_sym_named] = "named",
};

static const TSSymbol ts_symbol_map[] = {
  [ts_builtin_sym_end] = ts_builtin_sym_end,
  [sym_name] = sym_name,
  [anon_sym_module] = anon_sym_module,
  [anon_sym_network] = anon_sym_network,
  [anon_sym_extends] = anon_sym_extends,
  [anon_sym_as] = anon_sym_as,
  [anon_sym_head] = anon_sym_head,
  [anon_sym_COLON] = anon_sym_COLON,
  [anon_sym_LPAREN] = anon_sym_LPAREN,
  [anon_sym_RPAREN] = anon_sym_RPAREN,
  [anon_sym_LBRACE] = anon_sym_LBRACE,
  [anon_sym_RBRACE] = anon_sym_RBRACE,
  [anon_sym_LBRACK] = anon_sym_LBRACK,
  [anon_sym_RBRACK] = anon_sym_RBRACK,
  [anon_sym_LPAREN2] = anon_sym_LPAREN,
  [sym_number] = sym_number,
  [sym_string] = sym_string,
  [anon_sym_DASH_GT] = anon_sym_DASH_GT,
  [anon_sym_PIPE] = anon_sym_PIPE,
  [anon_sym_SLASH] = anon_sym_SLASH,
  [anon_sym_STAR] = anon_sym_STAR,
  [anon_sym_PLUS] = anon_sym_PLUS,
  [anon_sym_DASH] = anon_sym_DASH,
  [anon_sym_COMMA] = anon_sym_COMMA,
  [anon_sym_DOT] = anon_sym_DOT,
  [sym_comment] = sym_comment,
  [sym_file] = sym_file,
  [sym__part] = sym__part,
  [sym_definition] = sym_definition,
  [sym_key] = sym_key,
  [sym_call] = sym_call,
  [sym_block] = sym_block,
  [sym_list] = sym_list,
  [sym_group] = sym_group,
  [sym_operator] = sym_operator,
  [aux_sym_file_repeat1] = aux_sym_file_repeat1,
  [alias_sym_called] = alias_sym_called,
  [alias_sym_defined] = alias_sym_defined,
  [alias_sym_named] = alias_sym_named,
};

static const TSSymbolMetadata ts_symbol_metadata[] = {
  [ts_builtin_sym_end] = {
    .visible = false,
    .named = true,
  },
  [sym_name] = {
    .visible = true,
    .named = true,
  },
  [anon_sym_module] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_network] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_extends] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_as] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_head] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_COLON] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_LPAREN] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_RPAREN] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_LBRACE] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_RBRACE] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_LBRACK] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_RBRACK] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_LPAREN2] = {
    .visible = true,
    .named = false,
  },
  [sym_number] = {
    .visible = true,
    .named = true,
  },
  [sym_string] = {
    .visible = true,
    .named = true,
  },
  [anon_sym_DASH_GT] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_PIPE] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_SLASH] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_STAR] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_PLUS] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_DASH] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_COMMA] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_DOT] = {
    .visible = true,
    .named = false,
  },
  [sym_comment] = {
    .visible = true,
    .named = true,
  },
  [sym_file] = {
    .visible = true,
    .named = true,
  },
  [sym__part] = {
    .visible = false,
    .named = true,
  },
  [sym_definition] = {
    .visible = true,
    .named = true,
  },
  [sym_key] = {
    .visible = true,
    .named = true,
  },
  [sym_call] = {
    .visible = true,
    .named = true,
  },
  [sym_block] = {
    .visible = true,
    .named = true,
  },
  [sym_list] = {
    .visible = true,
    .named = true,
  },
  [sym_group] = {
    .visible = true,
    .named = true,
  },
  [sym_operator] = {
    .visible = true,
    .named = true,
  },
  [aux_sym_file_repeat1] = {
    .visible = false,
    .named = false,
  },
  [alias_sym_called] = {
    .visible = true,
    .named = true,
  },
  [alias_sym_defined] = {
    .visible = true,
    .named = true,
  },
  [alias_sym_named] = {
    .visible = true,
    .named = true,
  },
};

static const TSSymbol ts_alias_sequences[PRODUCTION_ID_COUNT][MAX_ALIAS_SEQUENCE_LENGTH] = {
  [0] = {0},
  [1] = {
    [1] = alias_sym_defined,
  },
  [2] = {
    [0] = alias_sym_named,
  },
  [3] = {
    [0] = alias_sym_called,
  },
};

static const uint16_t ts_non_terminal_alias_map[] = {
  0,
};

static const TSStateId ts_primary_state_ids[STATE_COUNT] = {
  [0] = 0,
  [1] = 1,
  [2] = 2,
  [3] = 3,
  [4] = 3,
  [5] = 5,
  [6] = 6,
  [7] = 7,
  [8] = 8,
  [9] = 9,
  [10] = 2,
  [11] = 11,
  [12] = 12,
  [13] = 13,
  [14] = 12,
  [15] = 6,
  [16] = 7,
  [17] = 8,
  [18] = 9,
  [19] = 11,
  [20] = 13,
  [21] = 21,
  [22] = 22,
  [23] = 23,
  [24] = 24,
  [25] = 25,
  [26] = 26,
  [27] = 27,
  [28] = 28,
  [29] = 29,
  [30] = 30,
  [31] = 31,
  [32] = 32,
  [33] = 21,
  [34] = 29,
  [35] = 25,
  [36] = 31,
  [37] = 30,
  [38] = 32,
  [39] = 23,
  [40] = 24,
  [41] = 22,
  [42] = 26,
  [43] = 27,
  [44] = 28,
  [45] = 45,
  [46] = 46,
  [47] = 45,
};

static bool ts_lex(TSLexer *lexer, TSStateId state) {
  START_LEXER();
  eof = lexer->eof(lexer);
  switch (state) {
    case 0:
      if (eof) ADVANCE(5);
      if (lookahead == '"') ADVANCE(23);
      if (lookahead == '(') ADVANCE(7);
      if (lookahead == ')') ADVANCE(8);
      if (lookahead == '*') ADVANCE(27);
      if (lookahead == '+') ADVANCE(28);
      if (lookahead == ',') ADVANCE(30);
      if (lookahead == '-') ADVANCE(29);
      if (lookahead == '.') ADVANCE(31);
      if (lookahead == '/') ADVANCE(26);
      if (lookahead == ':') ADVANCE(6);
      if (lookahead == '[') ADVANCE(11);
      if (lookahead == ']') ADVANCE(12);
      if (lookahead == '{') ADVANCE(9);
      if (lookahead == '|') ADVANCE(25);
      if (lookahead == '}') ADVANCE(10);
      if (lookahead == '\t' ||
          lookahead == '\n' ||
          lookahead == '\r' ||
          lookahead == ' ') SKIP(3)
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(15);
      if (('A' <= lookahead && lookahead <= 'Z') ||
          lookahead == '_' ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(21);
      END_STATE();
    case 1:
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(16);
      END_STATE();
    case 2:
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(19);
      END_STATE();
    case 3:
      if (eof) ADVANCE(5);
      if (lookahead == '"') ADVANCE(23);
      if (lookahead == '(') ADVANCE(13);
      if (lookahead == ')') ADVANCE(8);
      if (lookahead == '*') ADVANCE(27);
      if (lookahead == '+') ADVANCE(28);
      if (lookahead == ',') ADVANCE(30);
      if (lookahead == '-') ADVANCE(29);
      if (lookahead == '.') ADVANCE(31);
      if (lookahead == '/') ADVANCE(26);
      if (lookahead == ':') ADVANCE(6);
      if (lookahead == '[') ADVANCE(11);
      if (lookahead == ']') ADVANCE(12);
      if (lookahead == '{') ADVANCE(9);
      if (lookahead == '|') ADVANCE(25);
      if (lookahead == '}') ADVANCE(10);
      if (lookahead == '\t' ||
          lookahead == '\n' ||
          lookahead == '\r' ||
          lookahead == ' ') SKIP(3)
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(15);
      if (('A' <= lookahead && lookahead <= 'Z') ||
          lookahead == '_' ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(21);
      END_STATE();
    case 4:
      if (eof) ADVANCE(5);
      if (lookahead == '"') ADVANCE(23);
      if (lookahead == '(') ADVANCE(13);
      if (lookahead == ')') ADVANCE(8);
      if (lookahead == '*') ADVANCE(27);
      if (lookahead == '+') ADVANCE(28);
      if (lookahead == ',') ADVANCE(30);
      if (lookahead == '-') ADVANCE(29);
      if (lookahead == '.') ADVANCE(31);
      if (lookahead == '/') ADVANCE(26);
      if (lookahead == '[') ADVANCE(11);
      if (lookahead == ']') ADVANCE(12);
      if (lookahead == '{') ADVANCE(9);
      if (lookahead == '|') ADVANCE(25);
      if (lookahead == '}') ADVANCE(10);
      if (lookahead == '\t' ||
          lookahead == '\n' ||
          lookahead == '\r' ||
          lookahead == ' ') SKIP(4)
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(15);
      if (('A' <= lookahead && lookahead <= 'Z') ||
          lookahead == '_' ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(21);
      END_STATE();
    case 5:
      ACCEPT_TOKEN(ts_builtin_sym_end);
      END_STATE();
    case 6:
      ACCEPT_TOKEN(anon_sym_COLON);
      END_STATE();
    case 7:
      ACCEPT_TOKEN(anon_sym_LPAREN);
      END_STATE();
    case 8:
      ACCEPT_TOKEN(anon_sym_RPAREN);
      END_STATE();
    case 9:
      ACCEPT_TOKEN(anon_sym_LBRACE);
      END_STATE();
    case 10:
      ACCEPT_TOKEN(anon_sym_RBRACE);
      END_STATE();
    case 11:
      ACCEPT_TOKEN(anon_sym_LBRACK);
      END_STATE();
    case 12:
      ACCEPT_TOKEN(anon_sym_RBRACK);
      END_STATE();
    case 13:
      ACCEPT_TOKEN(anon_sym_LPAREN2);
      END_STATE();
    case 14:
      ACCEPT_TOKEN(sym_number);
      END_STATE();
    case 15:
      ACCEPT_TOKEN(sym_number);
      if (lookahead == '%') ADVANCE(14);
      if (lookahead == '.') ADVANCE(1);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(17);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(15);
      if (('A' <= lookahead && lookahead <= 'Z') ||
          lookahead == '_' ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(20);
      END_STATE();
    case 16:
      ACCEPT_TOKEN(sym_number);
      if (lookahead == '%') ADVANCE(14);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(17);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(16);
      if (('A' <= lookahead && lookahead <= 'Z') ||
          lookahead == '_' ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(20);
      END_STATE();
    case 17:
      ACCEPT_TOKEN(sym_number);
      if (lookahead == '+' ||
          lookahead == '-') ADVANCE(2);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(18);
      if (('A' <= lookahead && lookahead <= 'Z') ||
          lookahead == '_' ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(20);
      END_STATE();
    case 18:
      ACCEPT_TOKEN(sym_number);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(18);
      if (('A' <= lookahead && lookahead <= 'Z') ||
          lookahead == '_' ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(20);
      END_STATE();
    case 19:
      ACCEPT_TOKEN(sym_number);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(19);
      END_STATE();
    case 20:
      ACCEPT_TOKEN(sym_number);
      if (('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          lookahead == '_' ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(20);
      END_STATE();
    case 21:
      ACCEPT_TOKEN(sym_name);
      if (('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          lookahead == '_' ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(21);
      END_STATE();
    case 22:
      ACCEPT_TOKEN(sym_string);
      END_STATE();
    case 23:
      ACCEPT_TOKEN(sym_string);
      if (lookahead == '"') ADVANCE(22);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(23);
      END_STATE();
    case 24:
      ACCEPT_TOKEN(anon_sym_DASH_GT);
      END_STATE();
    case 25:
      ACCEPT_TOKEN(anon_sym_PIPE);
      END_STATE();
    case 26:
      ACCEPT_TOKEN(anon_sym_SLASH);
      if (lookahead == '/') ADVANCE(32);
      END_STATE();
    case 27:
      ACCEPT_TOKEN(anon_sym_STAR);
      END_STATE();
    case 28:
      ACCEPT_TOKEN(anon_sym_PLUS);
      END_STATE();
    case 29:
      ACCEPT_TOKEN(anon_sym_DASH);
      if (lookahead == '>') ADVANCE(24);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(15);
      END_STATE();
    case 30:
      ACCEPT_TOKEN(anon_sym_COMMA);
      END_STATE();
    case 31:
      ACCEPT_TOKEN(anon_sym_DOT);
      END_STATE();
    case 32:
      ACCEPT_TOKEN(sym_comment);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(32);
      END_STATE();
    default:
      return false;
  }
}

static bool ts_lex_keywords(TSLexer *lexer, TSStateId state) {
  START_LEXER();
  eof = lexer->eof(lexer);
  switch (state) {
    case 0:
      if (lookahead == 'a') ADVANCE(1);
      if (lookahead == 'e') ADVANCE(2);
      if (lookahead == 'h') ADVANCE(3);
      if (lookahead == 'm') ADVANCE(4);
      if (lookahead == 'n') ADVANCE(5);
      if (lookahead == '\t' ||
          lookahead == '\n' ||
          lookahead == '\r' ||
          lookahead == ' ') SKIP(0)
      END_STATE();
    case 1:
      if (lookahead == 's') ADVANCE(6);
      END_STATE();
    case 2:
      if (lookahead == 'x') ADVANCE(7);
      END_STATE();
    case 3:
      if (lookahead == 'e') ADVANCE(8);
      END_STATE();
    case 4:
      if (lookahead == 'o') ADVANCE(9);
      END_STATE();
    case 5:
      if (lookahead == 'e') ADVANCE(10);
      END_STATE();
    case 6:
      ACCEPT_TOKEN(anon_sym_as);
      END_STATE();
    case 7:
      if (lookahead == 't') ADVANCE(11);
      END_STATE();
    case 8:
      if (lookahead == 'a') ADVANCE(12);
      END_STATE();
    case 9:
      if (lookahead == 'd') ADVANCE(13);
      END_STATE();
    case 10:
      if (lookahead == 't') ADVANCE(14);
      END_STATE();
    case 11:
      if (lookahead == 'e') ADVANCE(15);
      END_STATE();
    case 12:
      if (lookahead == 'd') ADVANCE(16);
      END_STATE();
    case 13:
      if (lookahead == 'u') ADVANCE(17);
      END_STATE();
    case 14:
      if (lookahead == 'w') ADVANCE(18);
      END_STATE();
    case 15:
      if (lookahead == 'n') ADVANCE(19);
      END_STATE();
    case 16:
      ACCEPT_TOKEN(anon_sym_head);
      END_STATE();
    case 17:
      if (lookahead == 'l') ADVANCE(20);
      END_STATE();
    case 18:
      if (lookahead == 'o') ADVANCE(21);
      END_STATE();
    case 19:
      if (lookahead == 'd') ADVANCE(22);
      END_STATE();
    case 20:
      if (lookahead == 'e') ADVANCE(23);
      END_STATE();
    case 21:
      if (lookahead == 'r') ADVANCE(24);
      END_STATE();
    case 22:
      if (lookahead == 's') ADVANCE(25);
      END_STATE();
    case 23:
      ACCEPT_TOKEN(anon_sym_module);
      END_STATE();
    case 24:
      if (lookahead == 'k') ADVANCE(26);
      END_STATE();
    case 25:
      ACCEPT_TOKEN(anon_sym_extends);
      END_STATE();
    case 26:
      ACCEPT_TOKEN(anon_sym_network);
      END_STATE();
    default:
      return false;
  }
}

static const TSLexMode ts_lex_modes[STATE_COUNT] = {
  [0] = {.lex_state = 0},
  [1] = {.lex_state = 4},
  [2] = {.lex_state = 4},
  [3] = {.lex_state = 4},
  [4] = {.lex_state = 4},
  [5] = {.lex_state = 4},
  [6] = {.lex_state = 4},
  [7] = {.lex_state = 4},
  [8] = {.lex_state = 4},
  [9] = {.lex_state = 4},
  [10] = {.lex_state = 4},
  [11] = {.lex_state = 4},
  [12] = {.lex_state = 4},
  [13] = {.lex_state = 4},
  [14] = {.lex_state = 4},
  [15] = {.lex_state = 4},
  [16] = {.lex_state = 4},
  [17] = {.lex_state = 4},
  [18] = {.lex_state = 4},
  [19] = {.lex_state = 4},
  [20] = {.lex_state = 4},
  [21] = {.lex_state = 0},
  [22] = {.lex_state = 4},
  [23] = {.lex_state = 4},
  [24] = {.lex_state = 4},
  [25] = {.lex_state = 4},
  [26] = {.lex_state = 4},
  [27] = {.lex_state = 4},
  [28] = {.lex_state = 4},
  [29] = {.lex_state = 4},
  [30] = {.lex_state = 4},
  [31] = {.lex_state = 4},
  [32] = {.lex_state = 4},
  [33] = {.lex_state = 0},
  [34] = {.lex_state = 4},
  [35] = {.lex_state = 4},
  [36] = {.lex_state = 4},
  [37] = {.lex_state = 4},
  [38] = {.lex_state = 4},
  [39] = {.lex_state = 4},
  [40] = {.lex_state = 4},
  [41] = {.lex_state = 4},
  [42] = {.lex_state = 4},
  [43] = {.lex_state = 4},
  [44] = {.lex_state = 4},
  [45] = {.lex_state = 0},
  [46] = {.lex_state = 0},
  [47] = {.lex_state = 0},
};

static const uint16_t ts_parse_table[LARGE_STATE_COUNT][SYMBOL_COUNT] = {
  [0] = {
    [ts_builtin_sym_end] = ACTIONS(1),
    [sym_name] = ACTIONS(1),
    [anon_sym_module] = ACTIONS(1),
    [anon_sym_network] = ACTIONS(1),
    [anon_sym_extends] = ACTIONS(1),
    [anon_sym_as] = ACTIONS(1),
    [anon_sym_head] = ACTIONS(1),
    [anon_sym_COLON] = ACTIONS(1),
    [anon_sym_LPAREN] = ACTIONS(1),
    [anon_sym_RPAREN] = ACTIONS(1),
    [anon_sym_LBRACE] = ACTIONS(1),
    [anon_sym_RBRACE] = ACTIONS(1),
    [anon_sym_LBRACK] = ACTIONS(1),
    [anon_sym_RBRACK] = ACTIONS(1),
    [anon_sym_LPAREN2] = ACTIONS(1),
    [sym_number] = ACTIONS(1),
    [sym_string] = ACTIONS(1),
    [anon_sym_DASH_GT] = ACTIONS(1),
    [anon_sym_PIPE] = ACTIONS(1),
    [anon_sym_SLASH] = ACTIONS(1),
    [anon_sym_STAR] = ACTIONS(1),
    [anon_sym_PLUS] = ACTIONS(1),
    [anon_sym_DASH] = ACTIONS(1),
    [anon_sym_COMMA] = ACTIONS(1),
    [anon_sym_DOT] = ACTIONS(1),
    [sym_comment] = ACTIONS(3),
  },
  [1] = {
    [sym_file] = STATE(46),
    [sym__part] = STATE(5),
    [sym_definition] = STATE(5),
    [sym_key] = STATE(5),
    [sym_call] = STATE(5),
    [sym_block] = STATE(5),
    [sym_list] = STATE(5),
    [sym_group] = STATE(5),
    [sym_operator] = STATE(5),
    [aux_sym_file_repeat1] = STATE(5),
    [ts_builtin_sym_end] = ACTIONS(5),
    [sym_name] = ACTIONS(7),
    [anon_sym_module] = ACTIONS(9),
    [anon_sym_network] = ACTIONS(9),
    [anon_sym_extends] = ACTIONS(9),
    [anon_sym_as] = ACTIONS(9),
    [anon_sym_head] = ACTIONS(9),
    [anon_sym_LBRACE] = ACTIONS(11),
    [anon_sym_LBRACK] = ACTIONS(13),
    [anon_sym_LPAREN2] = ACTIONS(15),
    [sym_number] = ACTIONS(17),
    [sym_string] = ACTIONS(17),
    [anon_sym_DASH_GT] = ACTIONS(19),
    [anon_sym_PIPE] = ACTIONS(19),
    [anon_sym_SLASH] = ACTIONS(21),
    [anon_sym_STAR] = ACTIONS(19),
    [anon_sym_PLUS] = ACTIONS(19),
    [anon_sym_DASH] = ACTIONS(21),
    [anon_sym_COMMA] = ACTIONS(19),
    [anon_sym_DOT] = ACTIONS(19),
    [sym_comment] = ACTIONS(3),
  },
  [2] = {
    [sym__part] = STATE(2),
    [sym_definition] = STATE(2),
    [sym_key] = STATE(2),
    [sym_call] = STATE(2),
    [sym_block] = STATE(2),
    [sym_list] = STATE(2),
    [sym_group] = STATE(2),
    [sym_operator] = STATE(2),
    [aux_sym_file_repeat1] = STATE(2),
    [sym_name] = ACTIONS(23),
    [anon_sym_module] = ACTIONS(26),
    [anon_sym_network] = ACTIONS(26),
    [anon_sym_extends] = ACTIONS(26),
    [anon_sym_as] = ACTIONS(26),
    [anon_sym_head] = ACTIONS(26),
    [anon_sym_RPAREN] = ACTIONS(29),
    [anon_sym_LBRACE] = ACTIONS(31),
    [anon_sym_RBRACE] = ACTIONS(29),
    [anon_sym_LBRACK] = ACTIONS(34),
    [anon_sym_RBRACK] = ACTIONS(29),
    [anon_sym_LPAREN2] = ACTIONS(37),
    [sym_number] = ACTIONS(40),
    [sym_string] = ACTIONS(40),
    [anon_sym_DASH_GT] = ACTIONS(43),
    [anon_sym_PIPE] = ACTIONS(43),
    [anon_sym_SLASH] = ACTIONS(46),
    [anon_sym_STAR] = ACTIONS(43),
    [anon_sym_PLUS] = ACTIONS(43),
    [anon_sym_DASH] = ACTIONS(46),
    [anon_sym_COMMA] = ACTIONS(43),
    [anon_sym_DOT] = ACTIONS(43),
    [sym_comment] = ACTIONS(3),
  },
  [3] = {
    [sym__part] = STATE(17),
    [sym_definition] = STATE(17),
    [sym_key] = STATE(17),
    [sym_call] = STATE(17),
    [sym_block] = STATE(17),
    [sym_list] = STATE(17),
    [sym_group] = STATE(17),
    [sym_operator] = STATE(17),
    [aux_sym_file_repeat1] = STATE(17),
    [sym_name] = ACTIONS(49),
    [anon_sym_module] = ACTIONS(51),
    [anon_sym_network] = ACTIONS(51),
    [anon_sym_extends] = ACTIONS(51),
    [anon_sym_as] = ACTIONS(51),
    [anon_sym_head] = ACTIONS(51),
    [anon_sym_RPAREN] = ACTIONS(53),
    [anon_sym_LBRACE] = ACTIONS(55),
    [anon_sym_LBRACK] = ACTIONS(57),
    [anon_sym_LPAREN2] = ACTIONS(59),
    [sym_number] = ACTIONS(61),
    [sym_string] = ACTIONS(61),
    [anon_sym_DASH_GT] = ACTIONS(63),
    [anon_sym_PIPE] = ACTIONS(63),
    [anon_sym_SLASH] = ACTIONS(65),
    [anon_sym_STAR] = ACTIONS(63),
    [anon_sym_PLUS] = ACTIONS(63),
    [anon_sym_DASH] = ACTIONS(65),
    [anon_sym_COMMA] = ACTIONS(63),
    [anon_sym_DOT] = ACTIONS(63),
    [sym_comment] = ACTIONS(3),
  },
  [4] = {
    [sym__part] = STATE(8),
    [sym_definition] = STATE(8),
    [sym_key] = STATE(8),
    [sym_call] = STATE(8),
    [sym_block] = STATE(8),
    [sym_list] = STATE(8),
    [sym_group] = STATE(8),
    [sym_operator] = STATE(8),
    [aux_sym_file_repeat1] = STATE(8),
    [sym_name] = ACTIONS(49),
    [anon_sym_module] = ACTIONS(51),
    [anon_sym_network] = ACTIONS(51),
    [anon_sym_extends] = ACTIONS(51),
    [anon_sym_as] = ACTIONS(51),
    [anon_sym_head] = ACTIONS(51),
    [anon_sym_RPAREN] = ACTIONS(67),
    [anon_sym_LBRACE] = ACTIONS(55),
    [anon_sym_LBRACK] = ACTIONS(57),
    [anon_sym_LPAREN2] = ACTIONS(59),
    [sym_number] = ACTIONS(69),
    [sym_string] = ACTIONS(69),
    [anon_sym_DASH_GT] = ACTIONS(63),
    [anon_sym_PIPE] = ACTIONS(63),
    [anon_sym_SLASH] = ACTIONS(65),
    [anon_sym_STAR] = ACTIONS(63),
    [anon_sym_PLUS] = ACTIONS(63),
    [anon_sym_DASH] = ACTIONS(65),
    [anon_sym_COMMA] = ACTIONS(63),
    [anon_sym_DOT] = ACTIONS(63),
    [sym_comment] = ACTIONS(3),
  },
  [5] = {
    [sym__part] = STATE(10),
    [sym_definition] = STATE(10),
    [sym_key] = STATE(10),
    [sym_call] = STATE(10),
    [sym_block] = STATE(10),
    [sym_list] = STATE(10),
    [sym_group] = STATE(10),
    [sym_operator] = STATE(10),
    [aux_sym_file_repeat1] = STATE(10),
    [ts_builtin_sym_end] = ACTIONS(71),
    [sym_name] = ACTIONS(7),
    [anon_sym_module] = ACTIONS(9),
    [anon_sym_network] = ACTIONS(9),
    [anon_sym_extends] = ACTIONS(9),
    [anon_sym_as] = ACTIONS(9),
    [anon_sym_head] = ACTIONS(9),
    [anon_sym_LBRACE] = ACTIONS(11),
    [anon_sym_LBRACK] = ACTIONS(13),
    [anon_sym_LPAREN2] = ACTIONS(15),
    [sym_number] = ACTIONS(73),
    [sym_string] = ACTIONS(73),
    [anon_sym_DASH_GT] = ACTIONS(19),
    [anon_sym_PIPE] = ACTIONS(19),
    [anon_sym_SLASH] = ACTIONS(21),
    [anon_sym_STAR] = ACTIONS(19),
    [anon_sym_PLUS] = ACTIONS(19),
    [anon_sym_DASH] = ACTIONS(21),
    [anon_sym_COMMA] = ACTIONS(19),
    [anon_sym_DOT] = ACTIONS(19),
    [sym_comment] = ACTIONS(3),
  },
  [6] = {
    [sym__part] = STATE(2),
    [sym_definition] = STATE(2),
    [sym_key] = STATE(2),
    [sym_call] = STATE(2),
    [sym_block] = STATE(2),
    [sym_list] = STATE(2),
    [sym_group] = STATE(2),
    [sym_operator] = STATE(2),
    [aux_sym_file_repeat1] = STATE(2),
    [sym_name] = ACTIONS(49),
    [anon_sym_module] = ACTIONS(51),
    [anon_sym_network] = ACTIONS(51),
    [anon_sym_extends] = ACTIONS(51),
    [anon_sym_as] = ACTIONS(51),
    [anon_sym_head] = ACTIONS(51),
    [anon_sym_LBRACE] = ACTIONS(55),
    [anon_sym_RBRACE] = ACTIONS(75),
    [anon_sym_LBRACK] = ACTIONS(57),
    [anon_sym_LPAREN2] = ACTIONS(59),
    [sym_number] = ACTIONS(77),
    [sym_string] = ACTIONS(77),
    [anon_sym_DASH_GT] = ACTIONS(63),
    [anon_sym_PIPE] = ACTIONS(63),
    [anon_sym_SLASH] = ACTIONS(65),
    [anon_sym_STAR] = ACTIONS(63),
    [anon_sym_PLUS] = ACTIONS(63),
    [anon_sym_DASH] = ACTIONS(65),
    [anon_sym_COMMA] = ACTIONS(63),
    [anon_sym_DOT] = ACTIONS(63),
    [sym_comment] = ACTIONS(3),
  },
  [7] = {
    [sym__part] = STATE(2),
    [sym_definition] = STATE(2),
    [sym_key] = STATE(2),
    [sym_call] = STATE(2),
    [sym_block] = STATE(2),
    [sym_list] = STATE(2),
    [sym_group] = STATE(2),
    [sym_operator] = STATE(2),
    [aux_sym_file_repeat1] = STATE(2),
    [sym_name] = ACTIONS(49),
    [anon_sym_module] = ACTIONS(51),
    [anon_sym_network] = ACTIONS(51),
    [anon_sym_extends] = ACTIONS(51),
    [anon_sym_as] = ACTIONS(51),
    [anon_sym_head] = ACTIONS(51),
    [anon_sym_LBRACE] = ACTIONS(55),
    [anon_sym_LBRACK] = ACTIONS(57),
    [anon_sym_RBRACK] = ACTIONS(79),
    [anon_sym_LPAREN2] = ACTIONS(59),
    [sym_number] = ACTIONS(77),
    [sym_string] = ACTIONS(77),
    [anon_sym_DASH_GT] = ACTIONS(63),
    [anon_sym_PIPE] = ACTIONS(63),
    [anon_sym_SLASH] = ACTIONS(65),
    [anon_sym_STAR] = ACTIONS(63),
    [anon_sym_PLUS] = ACTIONS(63),
    [anon_sym_DASH] = ACTIONS(65),
    [anon_sym_COMMA] = ACTIONS(63),
    [anon_sym_DOT] = ACTIONS(63),
    [sym_comment] = ACTIONS(3),
  },
  [8] = {
    [sym__part] = STATE(2),
    [sym_definition] = STATE(2),
    [sym_key] = STATE(2),
    [sym_call] = STATE(2),
    [sym_block] = STATE(2),
    [sym_list] = STATE(2),
    [sym_group] = STATE(2),
    [sym_operator] = STATE(2),
    [aux_sym_file_repeat1] = STATE(2),
    [sym_name] = ACTIONS(49),
    [anon_sym_module] = ACTIONS(51),
    [anon_sym_network] = ACTIONS(51),
    [anon_sym_extends] = ACTIONS(51),
    [anon_sym_as] = ACTIONS(51),
    [anon_sym_head] = ACTIONS(51),
    [anon_sym_RPAREN] = ACTIONS(81),
    [anon_sym_LBRACE] = ACTIONS(55),
    [anon_sym_LBRACK] = ACTIONS(57),
    [anon_sym_LPAREN2] = ACTIONS(59),
    [sym_number] = ACTIONS(77),
    [sym_string] = ACTIONS(77),
    [anon_sym_DASH_GT] = ACTIONS(63),
    [anon_sym_PIPE] = ACTIONS(63),
    [anon_sym_SLASH] = ACTIONS(65),
    [anon_sym_STAR] = ACTIONS(63),
    [anon_sym_PLUS] = ACTIONS(63),
    [anon_sym_DASH] = ACTIONS(65),
    [anon_sym_COMMA] = ACTIONS(63),
    [anon_sym_DOT] = ACTIONS(63),
    [sym_comment] = ACTIONS(3),
  },
  [9] = {
    [sym__part] = STATE(11),
    [sym_definition] = STATE(11),
    [sym_key] = STATE(11),
    [sym_call] = STATE(11),
    [sym_block] = STATE(11),
    [sym_list] = STATE(11),
    [sym_group] = STATE(11),
    [sym_operator] = STATE(11),
    [aux_sym_file_repeat1] = STATE(11),
    [sym_name] = ACTIONS(49),
    [anon_sym_module] = ACTIONS(51),
    [anon_sym_network] = ACTIONS(51),
    [anon_sym_extends] = ACTIONS(51),
    [anon_sym_as] = ACTIONS(51),
    [anon_sym_head] = ACTIONS(51),
    [anon_sym_RPAREN] = ACTIONS(83),
    [anon_sym_LBRACE] = ACTIONS(55),
    [anon_sym_LBRACK] = ACTIONS(57),
    [anon_sym_LPAREN2] = ACTIONS(59),
    [sym_number] = ACTIONS(85),
    [sym_string] = ACTIONS(85),
    [anon_sym_DASH_GT] = ACTIONS(63),
    [anon_sym_PIPE] = ACTIONS(63),
    [anon_sym_SLASH] = ACTIONS(65),
    [anon_sym_STAR] = ACTIONS(63),
    [anon_sym_PLUS] = ACTIONS(63),
    [anon_sym_DASH] = ACTIONS(65),
    [anon_sym_COMMA] = ACTIONS(63),
    [anon_sym_DOT] = ACTIONS(63),
    [sym_comment] = ACTIONS(3),
  },
  [10] = {
    [sym__part] = STATE(10),
    [sym_definition] = STATE(10),
    [sym_key] = STATE(10),
    [sym_call] = STATE(10),
    [sym_block] = STATE(10),
    [sym_list] = STATE(10),
    [sym_group] = STATE(10),
    [sym_operator] = STATE(10),
    [aux_sym_file_repeat1] = STATE(10),
    [ts_builtin_sym_end] = ACTIONS(29),
    [sym_name] = ACTIONS(87),
    [anon_sym_module] = ACTIONS(90),
    [anon_sym_network] = ACTIONS(90),
    [anon_sym_extends] = ACTIONS(90),
    [anon_sym_as] = ACTIONS(90),
    [anon_sym_head] = ACTIONS(90),
    [anon_sym_LBRACE] = ACTIONS(93),
    [anon_sym_LBRACK] = ACTIONS(96),
    [anon_sym_LPAREN2] = ACTIONS(99),
    [sym_number] = ACTIONS(102),
    [sym_string] = ACTIONS(102),
    [anon_sym_DASH_GT] = ACTIONS(105),
    [anon_sym_PIPE] = ACTIONS(105),
    [anon_sym_SLASH] = ACTIONS(108),
    [anon_sym_STAR] = ACTIONS(105),
    [anon_sym_PLUS] = ACTIONS(105),
    [anon_sym_DASH] = ACTIONS(108),
    [anon_sym_COMMA] = ACTIONS(105),
    [anon_sym_DOT] = ACTIONS(105),
    [sym_comment] = ACTIONS(3),
  },
  [11] = {
    [sym__part] = STATE(2),
    [sym_definition] = STATE(2),
    [sym_key] = STATE(2),
    [sym_call] = STATE(2),
    [sym_block] = STATE(2),
    [sym_list] = STATE(2),
    [sym_group] = STATE(2),
    [sym_operator] = STATE(2),
    [aux_sym_file_repeat1] = STATE(2),
    [sym_name] = ACTIONS(49),
    [anon_sym_module] = ACTIONS(51),
    [anon_sym_network] = ACTIONS(51),
    [anon_sym_extends] = ACTIONS(51),
    [anon_sym_as] = ACTIONS(51),
    [anon_sym_head] = ACTIONS(51),
    [anon_sym_RPAREN] = ACTIONS(111),
    [anon_sym_LBRACE] = ACTIONS(55),
    [anon_sym_LBRACK] = ACTIONS(57),
    [anon_sym_LPAREN2] = ACTIONS(59),
    [sym_number] = ACTIONS(77),
    [sym_string] = ACTIONS(77),
    [anon_sym_DASH_GT] = ACTIONS(63),
    [anon_sym_PIPE] = ACTIONS(63),
    [anon_sym_SLASH] = ACTIONS(65),
    [anon_sym_STAR] = ACTIONS(63),
    [anon_sym_PLUS] = ACTIONS(63),
    [anon_sym_DASH] = ACTIONS(65),
    [anon_sym_COMMA] = ACTIONS(63),
    [anon_sym_DOT] = ACTIONS(63),
    [sym_comment] = ACTIONS(3),
  },
  [12] = {
    [sym__part] = STATE(15),
    [sym_definition] = STATE(15),
    [sym_key] = STATE(15),
    [sym_call] = STATE(15),
    [sym_block] = STATE(15),
    [sym_list] = STATE(15),
    [sym_group] = STATE(15),
    [sym_operator] = STATE(15),
    [aux_sym_file_repeat1] = STATE(15),
    [sym_name] = ACTIONS(49),
    [anon_sym_module] = ACTIONS(51),
    [anon_sym_network] = ACTIONS(51),
    [anon_sym_extends] = ACTIONS(51),
    [anon_sym_as] = ACTIONS(51),
    [anon_sym_head] = ACTIONS(51),
    [anon_sym_LBRACE] = ACTIONS(55),
    [anon_sym_RBRACE] = ACTIONS(113),
    [anon_sym_LBRACK] = ACTIONS(57),
    [anon_sym_LPAREN2] = ACTIONS(59),
    [sym_number] = ACTIONS(115),
    [sym_string] = ACTIONS(115),
    [anon_sym_DASH_GT] = ACTIONS(63),
    [anon_sym_PIPE] = ACTIONS(63),
    [anon_sym_SLASH] = ACTIONS(65),
    [anon_sym_STAR] = ACTIONS(63),
    [anon_sym_PLUS] = ACTIONS(63),
    [anon_sym_DASH] = ACTIONS(65),
    [anon_sym_COMMA] = ACTIONS(63),
    [anon_sym_DOT] = ACTIONS(63),
    [sym_comment] = ACTIONS(3),
  },
  [13] = {
    [sym__part] = STATE(16),
    [sym_definition] = STATE(16),
    [sym_key] = STATE(16),
    [sym_call] = STATE(16),
    [sym_block] = STATE(16),
    [sym_list] = STATE(16),
    [sym_group] = STATE(16),
    [sym_operator] = STATE(16),
    [aux_sym_file_repeat1] = STATE(16),
    [sym_name] = ACTIONS(49),
    [anon_sym_module] = ACTIONS(51),
    [anon_sym_network] = ACTIONS(51),
    [anon_sym_extends] = ACTIONS(51),
    [anon_sym_as] = ACTIONS(51),
    [anon_sym_head] = ACTIONS(51),
    [anon_sym_LBRACE] = ACTIONS(55),
    [anon_sym_LBRACK] = ACTIONS(57),
    [anon_sym_RBRACK] = ACTIONS(117),
    [anon_sym_LPAREN2] = ACTIONS(59),
    [sym_number] = ACTIONS(119),
    [sym_string] = ACTIONS(119),
    [anon_sym_DASH_GT] = ACTIONS(63),
    [anon_sym_PIPE] = ACTIONS(63),
    [anon_sym_SLASH] = ACTIONS(65),
    [anon_sym_STAR] = ACTIONS(63),
    [anon_sym_PLUS] = ACTIONS(63),
    [anon_sym_DASH] = ACTIONS(65),
    [anon_sym_COMMA] = ACTIONS(63),
    [anon_sym_DOT] = ACTIONS(63),
    [sym_comment] = ACTIONS(3),
  },
  [14] = {
    [sym__part] = STATE(6),
    [sym_definition] = STATE(6),
    [sym_key] = STATE(6),
    [sym_call] = STATE(6),
    [sym_block] = STATE(6),
    [sym_list] = STATE(6),
    [sym_group] = STATE(6),
    [sym_operator] = STATE(6),
    [aux_sym_file_repeat1] = STATE(6),
    [sym_name] = ACTIONS(49),
    [anon_sym_module] = ACTIONS(51),
    [anon_sym_network] = ACTIONS(51),
    [anon_sym_extends] = ACTIONS(51),
    [anon_sym_as] = ACTIONS(51),
    [anon_sym_head] = ACTIONS(51),
    [anon_sym_LBRACE] = ACTIONS(55),
    [anon_sym_RBRACE] = ACTIONS(121),
    [anon_sym_LBRACK] = ACTIONS(57),
    [anon_sym_LPAREN2] = ACTIONS(59),
    [sym_number] = ACTIONS(123),
    [sym_string] = ACTIONS(123),
    [anon_sym_DASH_GT] = ACTIONS(63),
    [anon_sym_PIPE] = ACTIONS(63),
    [anon_sym_SLASH] = ACTIONS(65),
    [anon_sym_STAR] = ACTIONS(63),
    [anon_sym_PLUS] = ACTIONS(63),
    [anon_sym_DASH] = ACTIONS(65),
    [anon_sym_COMMA] = ACTIONS(63),
    [anon_sym_DOT] = ACTIONS(63),
    [sym_comment] = ACTIONS(3),
  },
  [15] = {
    [sym__part] = STATE(2),
    [sym_definition] = STATE(2),
    [sym_key] = STATE(2),
    [sym_call] = STATE(2),
    [sym_block] = STATE(2),
    [sym_list] = STATE(2),
    [sym_group] = STATE(2),
    [sym_operator] = STATE(2),
    [aux_sym_file_repeat1] = STATE(2),
    [sym_name] = ACTIONS(49),
    [anon_sym_module] = ACTIONS(51),
    [anon_sym_network] = ACTIONS(51),
    [anon_sym_extends] = ACTIONS(51),
    [anon_sym_as] = ACTIONS(51),
    [anon_sym_head] = ACTIONS(51),
    [anon_sym_LBRACE] = ACTIONS(55),
    [anon_sym_RBRACE] = ACTIONS(125),
    [anon_sym_LBRACK] = ACTIONS(57),
    [anon_sym_LPAREN2] = ACTIONS(59),
    [sym_number] = ACTIONS(77),
    [sym_string] = ACTIONS(77),
    [anon_sym_DASH_GT] = ACTIONS(63),
    [anon_sym_PIPE] = ACTIONS(63),
    [anon_sym_SLASH] = ACTIONS(65),
    [anon_sym_STAR] = ACTIONS(63),
    [anon_sym_PLUS] = ACTIONS(63),
    [anon_sym_DASH] = ACTIONS(65),
    [anon_sym_COMMA] = ACTIONS(63),
    [anon_sym_DOT] = ACTIONS(63),
    [sym_comment] = ACTIONS(3),
  },
  [16] = {
    [sym__part] = STATE(2),
    [sym_definition] = STATE(2),
    [sym_key] = STATE(2),
    [sym_call] = STATE(2),
    [sym_block] = STATE(2),
    [sym_list] = STATE(2),
    [sym_group] = STATE(2),
    [sym_operator] = STATE(2),
    [aux_sym_file_repeat1] = STATE(2),
    [sym_name] = ACTIONS(49),
    [anon_sym_module] = ACTIONS(51),
    [anon_sym_network] = ACTIONS(51),
    [anon_sym_extends] = ACTIONS(51),
    [anon_sym_as] = ACTIONS(51),
    [anon_sym_head] = ACTIONS(51),
    [anon_sym_LBRACE] = ACTIONS(55),
    [anon_sym_LBRACK] = ACTIONS(57),
    [anon_sym_RBRACK] = ACTIONS(127),
    [anon_sym_LPAREN2] = ACTIONS(59),
    [sym_number] = ACTIONS(77),
    [sym_string] = ACTIONS(77),
    [anon_sym_DASH_GT] = ACTIONS(63),
    [anon_sym_PIPE] = ACTIONS(63),
    [anon_sym_SLASH] = ACTIONS(65),
    [anon_sym_STAR] = ACTIONS(63),
    [anon_sym_PLUS] = ACTIONS(63),
    [anon_sym_DASH] = ACTIONS(65),
    [anon_sym_COMMA] = ACTIONS(63),
    [anon_sym_DOT] = ACTIONS(63),
    [sym_comment] = ACTIONS(3),
  },
  [17] = {
    [sym__part] = STATE(2),
    [sym_definition] = STATE(2),
    [sym_key] = STATE(2),
    [sym_call] = STATE(2),
    [sym_block] = STATE(2),
    [sym_list] = STATE(2),
    [sym_group] = STATE(2),
    [sym_operator] = STATE(2),
    [aux_sym_file_repeat1] = STATE(2),
    [sym_name] = ACTIONS(49),
    [anon_sym_module] = ACTIONS(51),
    [anon_sym_network] = ACTIONS(51),
    [anon_sym_extends] = ACTIONS(51),
    [anon_sym_as] = ACTIONS(51),
    [anon_sym_head] = ACTIONS(51),
    [anon_sym_RPAREN] = ACTIONS(129),
    [anon_sym_LBRACE] = ACTIONS(55),
    [anon_sym_LBRACK] = ACTIONS(57),
    [anon_sym_LPAREN2] = ACTIONS(59),
    [sym_number] = ACTIONS(77),
    [sym_string] = ACTIONS(77),
    [anon_sym_DASH_GT] = ACTIONS(63),
    [anon_sym_PIPE] = ACTIONS(63),
    [anon_sym_SLASH] = ACTIONS(65),
    [anon_sym_STAR] = ACTIONS(63),
    [anon_sym_PLUS] = ACTIONS(63),
    [anon_sym_DASH] = ACTIONS(65),
    [anon_sym_COMMA] = ACTIONS(63),
    [anon_sym_DOT] = ACTIONS(63),
    [sym_comment] = ACTIONS(3),
  },
  [18] = {
    [sym__part] = STATE(19),
    [sym_definition] = STATE(19),
    [sym_key] = STATE(19),
    [sym_call] = STATE(19),
    [sym_block] = STATE(19),
    [sym_list] = STATE(19),
    [sym_group] = STATE(19),
    [sym_operator] = STATE(19),
    [aux_sym_file_repeat1] = STATE(19),
    [sym_name] = ACTIONS(49),
    [anon_sym_module] = ACTIONS(51),
    [anon_sym_network] = ACTIONS(51),
    [anon_sym_extends] = ACTIONS(51),
    [anon_sym_as] = ACTIONS(51),
    [anon_sym_head] = ACTIONS(51),
    [anon_sym_RPAREN] = ACTIONS(131),
    [anon_sym_LBRACE] = ACTIONS(55),
    [anon_sym_LBRACK] = ACTIONS(57),
    [anon_sym_LPAREN2] = ACTIONS(59),
    [sym_number] = ACTIONS(133),
    [sym_string] = ACTIONS(133),
    [anon_sym_DASH_GT] = ACTIONS(63),
    [anon_sym_PIPE] = ACTIONS(63),
    [anon_sym_SLASH] = ACTIONS(65),
    [anon_sym_STAR] = ACTIONS(63),
    [anon_sym_PLUS] = ACTIONS(63),
    [anon_sym_DASH] = ACTIONS(65),
    [anon_sym_COMMA] = ACTIONS(63),
    [anon_sym_DOT] = ACTIONS(63),
    [sym_comment] = ACTIONS(3),
  },
  [19] = {
    [sym__part] = STATE(2),
    [sym_definition] = STATE(2),
    [sym_key] = STATE(2),
    [sym_call] = STATE(2),
    [sym_block] = STATE(2),
    [sym_list] = STATE(2),
    [sym_group] = STATE(2),
    [sym_operator] = STATE(2),
    [aux_sym_file_repeat1] = STATE(2),
    [sym_name] = ACTIONS(49),
    [anon_sym_module] = ACTIONS(51),
    [anon_sym_network] = ACTIONS(51),
    [anon_sym_extends] = ACTIONS(51),
    [anon_sym_as] = ACTIONS(51),
    [anon_sym_head] = ACTIONS(51),
    [anon_sym_RPAREN] = ACTIONS(135),
    [anon_sym_LBRACE] = ACTIONS(55),
    [anon_sym_LBRACK] = ACTIONS(57),
    [anon_sym_LPAREN2] = ACTIONS(59),
    [sym_number] = ACTIONS(77),
    [sym_string] = ACTIONS(77),
    [anon_sym_DASH_GT] = ACTIONS(63),
    [anon_sym_PIPE] = ACTIONS(63),
    [anon_sym_SLASH] = ACTIONS(65),
    [anon_sym_STAR] = ACTIONS(63),
    [anon_sym_PLUS] = ACTIONS(63),
    [anon_sym_DASH] = ACTIONS(65),
    [anon_sym_COMMA] = ACTIONS(63),
    [anon_sym_DOT] = ACTIONS(63),
    [sym_comment] = ACTIONS(3),
  },
  [20] = {
    [sym__part] = STATE(7),
    [sym_definition] = STATE(7),
    [sym_key] = STATE(7),
    [sym_call] = STATE(7),
    [sym_block] = STATE(7),
    [sym_list] = STATE(7),
    [sym_group] = STATE(7),
    [sym_operator] = STATE(7),
    [aux_sym_file_repeat1] = STATE(7),
    [sym_name] = ACTIONS(49),
    [anon_sym_module] = ACTIONS(51),
    [anon_sym_network] = ACTIONS(51),
    [anon_sym_extends] = ACTIONS(51),
    [anon_sym_as] = ACTIONS(51),
    [anon_sym_head] = ACTIONS(51),
    [anon_sym_LBRACE] = ACTIONS(55),
    [anon_sym_LBRACK] = ACTIONS(57),
    [anon_sym_RBRACK] = ACTIONS(137),
    [anon_sym_LPAREN2] = ACTIONS(59),
    [sym_number] = ACTIONS(139),
    [sym_string] = ACTIONS(139),
    [anon_sym_DASH_GT] = ACTIONS(63),
    [anon_sym_PIPE] = ACTIONS(63),
    [anon_sym_SLASH] = ACTIONS(65),
    [anon_sym_STAR] = ACTIONS(63),
    [anon_sym_PLUS] = ACTIONS(63),
    [anon_sym_DASH] = ACTIONS(65),
    [anon_sym_COMMA] = ACTIONS(63),
    [anon_sym_DOT] = ACTIONS(63),
    [sym_comment] = ACTIONS(3),
  },
  [21] = {
    [sym_name] = ACTIONS(141),
    [anon_sym_module] = ACTIONS(141),
    [anon_sym_network] = ACTIONS(141),
    [anon_sym_extends] = ACTIONS(141),
    [anon_sym_as] = ACTIONS(141),
    [anon_sym_head] = ACTIONS(141),
    [anon_sym_COLON] = ACTIONS(143),
    [anon_sym_LPAREN] = ACTIONS(145),
    [anon_sym_RPAREN] = ACTIONS(147),
    [anon_sym_LBRACE] = ACTIONS(147),
    [anon_sym_RBRACE] = ACTIONS(147),
    [anon_sym_LBRACK] = ACTIONS(147),
    [anon_sym_RBRACK] = ACTIONS(147),
    [anon_sym_LPAREN2] = ACTIONS(141),
    [sym_number] = ACTIONS(147),
    [sym_string] = ACTIONS(147),
    [anon_sym_DASH_GT] = ACTIONS(147),
    [anon_sym_PIPE] = ACTIONS(147),
    [anon_sym_SLASH] = ACTIONS(141),
    [anon_sym_STAR] = ACTIONS(147),
    [anon_sym_PLUS] = ACTIONS(147),
    [anon_sym_DASH] = ACTIONS(141),
    [anon_sym_COMMA] = ACTIONS(147),
    [anon_sym_DOT] = ACTIONS(147),
    [sym_comment] = ACTIONS(3),
  },
  [22] = {
    [sym_name] = ACTIONS(149),
    [anon_sym_module] = ACTIONS(149),
    [anon_sym_network] = ACTIONS(149),
    [anon_sym_extends] = ACTIONS(149),
    [anon_sym_as] = ACTIONS(149),
    [anon_sym_head] = ACTIONS(149),
    [anon_sym_RPAREN] = ACTIONS(151),
    [anon_sym_LBRACE] = ACTIONS(151),
    [anon_sym_RBRACE] = ACTIONS(151),
    [anon_sym_LBRACK] = ACTIONS(151),
    [anon_sym_RBRACK] = ACTIONS(151),
    [anon_sym_LPAREN2] = ACTIONS(151),
    [sym_number] = ACTIONS(151),
    [sym_string] = ACTIONS(151),
    [anon_sym_DASH_GT] = ACTIONS(151),
    [anon_sym_PIPE] = ACTIONS(151),
    [anon_sym_SLASH] = ACTIONS(149),
    [anon_sym_STAR] = ACTIONS(151),
    [anon_sym_PLUS] = ACTIONS(151),
    [anon_sym_DASH] = ACTIONS(149),
    [anon_sym_COMMA] = ACTIONS(151),
    [anon_sym_DOT] = ACTIONS(151),
    [sym_comment] = ACTIONS(3),
  },
  [23] = {
    [sym_name] = ACTIONS(153),
    [anon_sym_module] = ACTIONS(153),
    [anon_sym_network] = ACTIONS(153),
    [anon_sym_extends] = ACTIONS(153),
    [anon_sym_as] = ACTIONS(153),
    [anon_sym_head] = ACTIONS(153),
    [anon_sym_RPAREN] = ACTIONS(155),
    [anon_sym_LBRACE] = ACTIONS(155),
    [anon_sym_RBRACE] = ACTIONS(155),
    [anon_sym_LBRACK] = ACTIONS(155),
    [anon_sym_RBRACK] = ACTIONS(155),
    [anon_sym_LPAREN2] = ACTIONS(155),
    [sym_number] = ACTIONS(155),
    [sym_string] = ACTIONS(155),
    [anon_sym_DASH_GT] = ACTIONS(155),
    [anon_sym_PIPE] = ACTIONS(155),
    [anon_sym_SLASH] = ACTIONS(153),
    [anon_sym_STAR] = ACTIONS(155),
    [anon_sym_PLUS] = ACTIONS(155),
    [anon_sym_DASH] = ACTIONS(153),
    [anon_sym_COMMA] = ACTIONS(155),
    [anon_sym_DOT] = ACTIONS(155),
    [sym_comment] = ACTIONS(3),
  },
  [24] = {
    [sym_name] = ACTIONS(157),
    [anon_sym_module] = ACTIONS(157),
    [anon_sym_network] = ACTIONS(157),
    [anon_sym_extends] = ACTIONS(157),
    [anon_sym_as] = ACTIONS(157),
    [anon_sym_head] = ACTIONS(157),
    [anon_sym_RPAREN] = ACTIONS(159),
    [anon_sym_LBRACE] = ACTIONS(159),
    [anon_sym_RBRACE] = ACTIONS(159),
    [anon_sym_LBRACK] = ACTIONS(159),
    [anon_sym_RBRACK] = ACTIONS(159),
    [anon_sym_LPAREN2] = ACTIONS(159),
    [sym_number] = ACTIONS(159),
    [sym_string] = ACTIONS(159),
    [anon_sym_DASH_GT] = ACTIONS(159),
    [anon_sym_PIPE] = ACTIONS(159),
    [anon_sym_SLASH] = ACTIONS(157),
    [anon_sym_STAR] = ACTIONS(159),
    [anon_sym_PLUS] = ACTIONS(159),
    [anon_sym_DASH] = ACTIONS(157),
    [anon_sym_COMMA] = ACTIONS(159),
    [anon_sym_DOT] = ACTIONS(159),
    [sym_comment] = ACTIONS(3),
  },
  [25] = {
    [sym_name] = ACTIONS(161),
    [anon_sym_module] = ACTIONS(161),
    [anon_sym_network] = ACTIONS(161),
    [anon_sym_extends] = ACTIONS(161),
    [anon_sym_as] = ACTIONS(161),
    [anon_sym_head] = ACTIONS(161),
    [anon_sym_RPAREN] = ACTIONS(163),
    [anon_sym_LBRACE] = ACTIONS(163),
    [anon_sym_RBRACE] = ACTIONS(163),
    [anon_sym_LBRACK] = ACTIONS(163),
    [anon_sym_RBRACK] = ACTIONS(163),
    [anon_sym_LPAREN2] = ACTIONS(163),
    [sym_number] = ACTIONS(163),
    [sym_string] = ACTIONS(163),
    [anon_sym_DASH_GT] = ACTIONS(163),
    [anon_sym_PIPE] = ACTIONS(163),
    [anon_sym_SLASH] = ACTIONS(161),
    [anon_sym_STAR] = ACTIONS(163),
    [anon_sym_PLUS] = ACTIONS(163),
    [anon_sym_DASH] = ACTIONS(161),
    [anon_sym_COMMA] = ACTIONS(163),
    [anon_sym_DOT] = ACTIONS(163),
    [sym_comment] = ACTIONS(3),
  },
  [26] = {
    [sym_name] = ACTIONS(165),
    [anon_sym_module] = ACTIONS(165),
    [anon_sym_network] = ACTIONS(165),
    [anon_sym_extends] = ACTIONS(165),
    [anon_sym_as] = ACTIONS(165),
    [anon_sym_head] = ACTIONS(165),
    [anon_sym_RPAREN] = ACTIONS(167),
    [anon_sym_LBRACE] = ACTIONS(167),
    [anon_sym_RBRACE] = ACTIONS(167),
    [anon_sym_LBRACK] = ACTIONS(167),
    [anon_sym_RBRACK] = ACTIONS(167),
    [anon_sym_LPAREN2] = ACTIONS(167),
    [sym_number] = ACTIONS(167),
    [sym_string] = ACTIONS(167),
    [anon_sym_DASH_GT] = ACTIONS(167),
    [anon_sym_PIPE] = ACTIONS(167),
    [anon_sym_SLASH] = ACTIONS(165),
    [anon_sym_STAR] = ACTIONS(167),
    [anon_sym_PLUS] = ACTIONS(167),
    [anon_sym_DASH] = ACTIONS(165),
    [anon_sym_COMMA] = ACTIONS(167),
    [anon_sym_DOT] = ACTIONS(167),
    [sym_comment] = ACTIONS(3),
  },
  [27] = {
    [sym_name] = ACTIONS(169),
    [anon_sym_module] = ACTIONS(169),
    [anon_sym_network] = ACTIONS(169),
    [anon_sym_extends] = ACTIONS(169),
    [anon_sym_as] = ACTIONS(169),
    [anon_sym_head] = ACTIONS(169),
    [anon_sym_RPAREN] = ACTIONS(171),
    [anon_sym_LBRACE] = ACTIONS(171),
    [anon_sym_RBRACE] = ACTIONS(171),
    [anon_sym_LBRACK] = ACTIONS(171),
    [anon_sym_RBRACK] = ACTIONS(171),
    [anon_sym_LPAREN2] = ACTIONS(171),
    [sym_number] = ACTIONS(171),
    [sym_string] = ACTIONS(171),
    [anon_sym_DASH_GT] = ACTIONS(171),
    [anon_sym_PIPE] = ACTIONS(171),
    [anon_sym_SLASH] = ACTIONS(169),
    [anon_sym_STAR] = ACTIONS(171),
    [anon_sym_PLUS] = ACTIONS(171),
    [anon_sym_DASH] = ACTIONS(169),
    [anon_sym_COMMA] = ACTIONS(171),
    [anon_sym_DOT] = ACTIONS(171),
    [sym_comment] = ACTIONS(3),
  },
  [28] = {
    [sym_name] = ACTIONS(173),
    [anon_sym_module] = ACTIONS(173),
    [anon_sym_network] = ACTIONS(173),
    [anon_sym_extends] = ACTIONS(173),
    [anon_sym_as] = ACTIONS(173),
    [anon_sym_head] = ACTIONS(173),
    [anon_sym_RPAREN] = ACTIONS(175),
    [anon_sym_LBRACE] = ACTIONS(175),
    [anon_sym_RBRACE] = ACTIONS(175),
    [anon_sym_LBRACK] = ACTIONS(175),
    [anon_sym_RBRACK] = ACTIONS(175),
    [anon_sym_LPAREN2] = ACTIONS(175),
    [sym_number] = ACTIONS(175),
    [sym_string] = ACTIONS(175),
    [anon_sym_DASH_GT] = ACTIONS(175),
    [anon_sym_PIPE] = ACTIONS(175),
    [anon_sym_SLASH] = ACTIONS(173),
    [anon_sym_STAR] = ACTIONS(175),
    [anon_sym_PLUS] = ACTIONS(175),
    [anon_sym_DASH] = ACTIONS(173),
    [anon_sym_COMMA] = ACTIONS(175),
    [anon_sym_DOT] = ACTIONS(175),
    [sym_comment] = ACTIONS(3),
  },
  [29] = {
    [sym_name] = ACTIONS(177),
    [anon_sym_module] = ACTIONS(177),
    [anon_sym_network] = ACTIONS(177),
    [anon_sym_extends] = ACTIONS(177),
    [anon_sym_as] = ACTIONS(177),
    [anon_sym_head] = ACTIONS(177),
    [anon_sym_RPAREN] = ACTIONS(179),
    [anon_sym_LBRACE] = ACTIONS(179),
    [anon_sym_RBRACE] = ACTIONS(179),
    [anon_sym_LBRACK] = ACTIONS(179),
    [anon_sym_RBRACK] = ACTIONS(179),
    [anon_sym_LPAREN2] = ACTIONS(179),
    [sym_number] = ACTIONS(179),
    [sym_string] = ACTIONS(179),
    [anon_sym_DASH_GT] = ACTIONS(179),
    [anon_sym_PIPE] = ACTIONS(179),
    [anon_sym_SLASH] = ACTIONS(177),
    [anon_sym_STAR] = ACTIONS(179),
    [anon_sym_PLUS] = ACTIONS(179),
    [anon_sym_DASH] = ACTIONS(177),
    [anon_sym_COMMA] = ACTIONS(179),
    [anon_sym_DOT] = ACTIONS(179),
    [sym_comment] = ACTIONS(3),
  },
  [30] = {
    [sym_name] = ACTIONS(181),
    [anon_sym_module] = ACTIONS(181),
    [anon_sym_network] = ACTIONS(181),
    [anon_sym_extends] = ACTIONS(181),
    [anon_sym_as] = ACTIONS(181),
    [anon_sym_head] = ACTIONS(181),
    [anon_sym_RPAREN] = ACTIONS(183),
    [anon_sym_LBRACE] = ACTIONS(183),
    [anon_sym_RBRACE] = ACTIONS(183),
    [anon_sym_LBRACK] = ACTIONS(183),
    [anon_sym_RBRACK] = ACTIONS(183),
    [anon_sym_LPAREN2] = ACTIONS(183),
    [sym_number] = ACTIONS(183),
    [sym_string] = ACTIONS(183),
    [anon_sym_DASH_GT] = ACTIONS(183),
    [anon_sym_PIPE] = ACTIONS(183),
    [anon_sym_SLASH] = ACTIONS(181),
    [anon_sym_STAR] = ACTIONS(183),
    [anon_sym_PLUS] = ACTIONS(183),
    [anon_sym_DASH] = ACTIONS(181),
    [anon_sym_COMMA] = ACTIONS(183),
    [anon_sym_DOT] = ACTIONS(183),
    [sym_comment] = ACTIONS(3),
  },
  [31] = {
    [sym_name] = ACTIONS(185),
    [anon_sym_module] = ACTIONS(185),
    [anon_sym_network] = ACTIONS(185),
    [anon_sym_extends] = ACTIONS(185),
    [anon_sym_as] = ACTIONS(185),
    [anon_sym_head] = ACTIONS(185),
    [anon_sym_RPAREN] = ACTIONS(187),
    [anon_sym_LBRACE] = ACTIONS(187),
    [anon_sym_RBRACE] = ACTIONS(187),
    [anon_sym_LBRACK] = ACTIONS(187),
    [anon_sym_RBRACK] = ACTIONS(187),
    [anon_sym_LPAREN2] = ACTIONS(187),
    [sym_number] = ACTIONS(187),
    [sym_string] = ACTIONS(187),
    [anon_sym_DASH_GT] = ACTIONS(187),
    [anon_sym_PIPE] = ACTIONS(187),
    [anon_sym_SLASH] = ACTIONS(185),
    [anon_sym_STAR] = ACTIONS(187),
    [anon_sym_PLUS] = ACTIONS(187),
    [anon_sym_DASH] = ACTIONS(185),
    [anon_sym_COMMA] = ACTIONS(187),
    [anon_sym_DOT] = ACTIONS(187),
    [sym_comment] = ACTIONS(3),
  },
  [32] = {
    [sym_name] = ACTIONS(189),
    [anon_sym_module] = ACTIONS(189),
    [anon_sym_network] = ACTIONS(189),
    [anon_sym_extends] = ACTIONS(189),
    [anon_sym_as] = ACTIONS(189),
    [anon_sym_head] = ACTIONS(189),
    [anon_sym_RPAREN] = ACTIONS(191),
    [anon_sym_LBRACE] = ACTIONS(191),
    [anon_sym_RBRACE] = ACTIONS(191),
    [anon_sym_LBRACK] = ACTIONS(191),
    [anon_sym_RBRACK] = ACTIONS(191),
    [anon_sym_LPAREN2] = ACTIONS(191),
    [sym_number] = ACTIONS(191),
    [sym_string] = ACTIONS(191),
    [anon_sym_DASH_GT] = ACTIONS(191),
    [anon_sym_PIPE] = ACTIONS(191),
    [anon_sym_SLASH] = ACTIONS(189),
    [anon_sym_STAR] = ACTIONS(191),
    [anon_sym_PLUS] = ACTIONS(191),
    [anon_sym_DASH] = ACTIONS(189),
    [anon_sym_COMMA] = ACTIONS(191),
    [anon_sym_DOT] = ACTIONS(191),
    [sym_comment] = ACTIONS(3),
  },
  [33] = {
    [ts_builtin_sym_end] = ACTIONS(147),
    [sym_name] = ACTIONS(141),
    [anon_sym_module] = ACTIONS(141),
    [anon_sym_network] = ACTIONS(141),
    [anon_sym_extends] = ACTIONS(141),
    [anon_sym_as] = ACTIONS(141),
    [anon_sym_head] = ACTIONS(141),
    [anon_sym_COLON] = ACTIONS(193),
    [anon_sym_LPAREN] = ACTIONS(195),
    [anon_sym_LBRACE] = ACTIONS(147),
    [anon_sym_LBRACK] = ACTIONS(147),
    [anon_sym_LPAREN2] = ACTIONS(141),
    [sym_number] = ACTIONS(147),
    [sym_string] = ACTIONS(147),
    [anon_sym_DASH_GT] = ACTIONS(147),
    [anon_sym_PIPE] = ACTIONS(147),
    [anon_sym_SLASH] = ACTIONS(141),
    [anon_sym_STAR] = ACTIONS(147),
    [anon_sym_PLUS] = ACTIONS(147),
    [anon_sym_DASH] = ACTIONS(141),
    [anon_sym_COMMA] = ACTIONS(147),
    [anon_sym_DOT] = ACTIONS(147),
    [sym_comment] = ACTIONS(3),
  },
  [34] = {
    [ts_builtin_sym_end] = ACTIONS(179),
    [sym_name] = ACTIONS(177),
    [anon_sym_module] = ACTIONS(177),
    [anon_sym_network] = ACTIONS(177),
    [anon_sym_extends] = ACTIONS(177),
    [anon_sym_as] = ACTIONS(177),
    [anon_sym_head] = ACTIONS(177),
    [anon_sym_LBRACE] = ACTIONS(179),
    [anon_sym_LBRACK] = ACTIONS(179),
    [anon_sym_LPAREN2] = ACTIONS(179),
    [sym_number] = ACTIONS(179),
    [sym_string] = ACTIONS(179),
    [anon_sym_DASH_GT] = ACTIONS(179),
    [anon_sym_PIPE] = ACTIONS(179),
    [anon_sym_SLASH] = ACTIONS(177),
    [anon_sym_STAR] = ACTIONS(179),
    [anon_sym_PLUS] = ACTIONS(179),
    [anon_sym_DASH] = ACTIONS(177),
    [anon_sym_COMMA] = ACTIONS(179),
    [anon_sym_DOT] = ACTIONS(179),
    [sym_comment] = ACTIONS(3),
  },
  [35] = {
    [ts_builtin_sym_end] = ACTIONS(163),
    [sym_name] = ACTIONS(161),
    [anon_sym_module] = ACTIONS(161),
    [anon_sym_network] = ACTIONS(161),
    [anon_sym_extends] = ACTIONS(161),
    [anon_sym_as] = ACTIONS(161),
    [anon_sym_head] = ACTIONS(161),
    [anon_sym_LBRACE] = ACTIONS(163),
    [anon_sym_LBRACK] = ACTIONS(163),
    [anon_sym_LPAREN2] = ACTIONS(163),
    [sym_number] = ACTIONS(163),
    [sym_string] = ACTIONS(163),
    [anon_sym_DASH_GT] = ACTIONS(163),
    [anon_sym_PIPE] = ACTIONS(163),
    [anon_sym_SLASH] = ACTIONS(161),
    [anon_sym_STAR] = ACTIONS(163),
    [anon_sym_PLUS] = ACTIONS(163),
    [anon_sym_DASH] = ACTIONS(161),
    [anon_sym_COMMA] = ACTIONS(163),
    [anon_sym_DOT] = ACTIONS(163),
    [sym_comment] = ACTIONS(3),
  },
  [36] = {
    [ts_builtin_sym_end] = ACTIONS(187),
    [sym_name] = ACTIONS(185),
    [anon_sym_module] = ACTIONS(185),
    [anon_sym_network] = ACTIONS(185),
    [anon_sym_extends] = ACTIONS(185),
    [anon_sym_as] = ACTIONS(185),
    [anon_sym_head] = ACTIONS(185),
    [anon_sym_LBRACE] = ACTIONS(187),
    [anon_sym_LBRACK] = ACTIONS(187),
    [anon_sym_LPAREN2] = ACTIONS(187),
    [sym_number] = ACTIONS(187),
    [sym_string] = ACTIONS(187),
    [anon_sym_DASH_GT] = ACTIONS(187),
    [anon_sym_PIPE] = ACTIONS(187),
    [anon_sym_SLASH] = ACTIONS(185),
    [anon_sym_STAR] = ACTIONS(187),
    [anon_sym_PLUS] = ACTIONS(187),
    [anon_sym_DASH] = ACTIONS(185),
    [anon_sym_COMMA] = ACTIONS(187),
    [anon_sym_DOT] = ACTIONS(187),
    [sym_comment] = ACTIONS(3),
  },
  [37] = {
    [ts_builtin_sym_end] = ACTIONS(183),
    [sym_name] = ACTIONS(181),
    [anon_sym_module] = ACTIONS(181),
    [anon_sym_network] = ACTIONS(181),
    [anon_sym_extends] = ACTIONS(181),
    [anon_sym_as] = ACTIONS(181),
    [anon_sym_head] = ACTIONS(181),
    [anon_sym_LBRACE] = ACTIONS(183),
    [anon_sym_LBRACK] = ACTIONS(183),
    [anon_sym_LPAREN2] = ACTIONS(183),
    [sym_number] = ACTIONS(183),
    [sym_string] = ACTIONS(183),
    [anon_sym_DASH_GT] = ACTIONS(183),
    [anon_sym_PIPE] = ACTIONS(183),
    [anon_sym_SLASH] = ACTIONS(181),
    [anon_sym_STAR] = ACTIONS(183),
    [anon_sym_PLUS] = ACTIONS(183),
    [anon_sym_DASH] = ACTIONS(181),
    [anon_sym_COMMA] = ACTIONS(183),
    [anon_sym_DOT] = ACTIONS(183),
    [sym_comment] = ACTIONS(3),
  },
  [38] = {
    [ts_builtin_sym_end] = ACTIONS(191),
    [sym_name] = ACTIONS(189),
    [anon_sym_module] = ACTIONS(189),
    [anon_sym_network] = ACTIONS(189),
    [anon_sym_extends] = ACTIONS(189),
    [anon_sym_as] = ACTIONS(189),
    [anon_sym_head] = ACTIONS(189),
    [anon_sym_LBRACE] = ACTIONS(191),
    [anon_sym_LBRACK] = ACTIONS(191),
    [anon_sym_LPAREN2] = ACTIONS(191),
    [sym_number] = ACTIONS(191),
    [sym_string] = ACTIONS(191),
    [anon_sym_DASH_GT] = ACTIONS(191),
    [anon_sym_PIPE] = ACTIONS(191),
    [anon_sym_SLASH] = ACTIONS(189),
    [anon_sym_STAR] = ACTIONS(191),
    [anon_sym_PLUS] = ACTIONS(191),
    [anon_sym_DASH] = ACTIONS(189),
    [anon_sym_COMMA] = ACTIONS(191),
    [anon_sym_DOT] = ACTIONS(191),
    [sym_comment] = ACTIONS(3),
  },
  [39] = {
    [ts_builtin_sym_end] = ACTIONS(155),
    [sym_name] = ACTIONS(153),
    [anon_sym_module] = ACTIONS(153),
    [anon_sym_network] = ACTIONS(153),
    [anon_sym_extends] = ACTIONS(153),
    [anon_sym_as] = ACTIONS(153),
    [anon_sym_head] = ACTIONS(153),
    [anon_sym_LBRACE] = ACTIONS(155),
    [anon_sym_LBRACK] = ACTIONS(155),
    [anon_sym_LPAREN2] = ACTIONS(155),
    [sym_number] = ACTIONS(155),
    [sym_string] = ACTIONS(155),
    [anon_sym_DASH_GT] = ACTIONS(155),
    [anon_sym_PIPE] = ACTIONS(155),
    [anon_sym_SLASH] = ACTIONS(153),
    [anon_sym_STAR] = ACTIONS(155),
    [anon_sym_PLUS] = ACTIONS(155),
    [anon_sym_DASH] = ACTIONS(153),
    [anon_sym_COMMA] = ACTIONS(155),
    [anon_sym_DOT] = ACTIONS(155),
    [sym_comment] = ACTIONS(3),
  },
  [40] = {
    [ts_builtin_sym_end] = ACTIONS(159),
    [sym_name] = ACTIONS(157),
    [anon_sym_module] = ACTIONS(157),
    [anon_sym_network] = ACTIONS(157),
    [anon_sym_extends] = ACTIONS(157),
    [anon_sym_as] = ACTIONS(157),
    [anon_sym_head] = ACTIONS(157),
    [anon_sym_LBRACE] = ACTIONS(159),
    [anon_sym_LBRACK] = ACTIONS(159),
    [anon_sym_LPAREN2] = ACTIONS(159),
    [sym_number] = ACTIONS(159),
    [sym_string] = ACTIONS(159),
    [anon_sym_DASH_GT] = ACTIONS(159),
    [anon_sym_PIPE] = ACTIONS(159),
    [anon_sym_SLASH] = ACTIONS(157),
    [anon_sym_STAR] = ACTIONS(159),
    [anon_sym_PLUS] = ACTIONS(159),
    [anon_sym_DASH] = ACTIONS(157),
    [anon_sym_COMMA] = ACTIONS(159),
    [anon_sym_DOT] = ACTIONS(159),
    [sym_comment] = ACTIONS(3),
  },
  [41] = {
    [ts_builtin_sym_end] = ACTIONS(151),
    [sym_name] = ACTIONS(149),
    [anon_sym_module] = ACTIONS(149),
    [anon_sym_network] = ACTIONS(149),
    [anon_sym_extends] = ACTIONS(149),
    [anon_sym_as] = ACTIONS(149),
    [anon_sym_head] = ACTIONS(149),
    [anon_sym_LBRACE] = ACTIONS(151),
    [anon_sym_LBRACK] = ACTIONS(151),
    [anon_sym_LPAREN2] = ACTIONS(151),
    [sym_number] = ACTIONS(151),
    [sym_string] = ACTIONS(151),
    [anon_sym_DASH_GT] = ACTIONS(151),
    [anon_sym_PIPE] = ACTIONS(151),
    [anon_sym_SLASH] = ACTIONS(149),
    [anon_sym_STAR] = ACTIONS(151),
    [anon_sym_PLUS] = ACTIONS(151),
    [anon_sym_DASH] = ACTIONS(149),
    [anon_sym_COMMA] = ACTIONS(151),
    [anon_sym_DOT] = ACTIONS(151),
    [sym_comment] = ACTIONS(3),
  },
  [42] = {
    [ts_builtin_sym_end] = ACTIONS(167),
    [sym_name] = ACTIONS(165),
    [anon_sym_module] = ACTIONS(165),
    [anon_sym_network] = ACTIONS(165),
    [anon_sym_extends] = ACTIONS(165),
    [anon_sym_as] = ACTIONS(165),
    [anon_sym_head] = ACTIONS(165),
    [anon_sym_LBRACE] = ACTIONS(167),
    [anon_sym_LBRACK] = ACTIONS(167),
    [anon_sym_LPAREN2] = ACTIONS(167),
    [sym_number] = ACTIONS(167),
    [sym_string] = ACTIONS(167),
    [anon_sym_DASH_GT] = ACTIONS(167),
    [anon_sym_PIPE] = ACTIONS(167),
    [anon_sym_SLASH] = ACTIONS(165),
    [anon_sym_STAR] = ACTIONS(167),
    [anon_sym_PLUS] = ACTIONS(167),
    [anon_sym_DASH] = ACTIONS(165),
    [anon_sym_COMMA] = ACTIONS(167),
    [anon_sym_DOT] = ACTIONS(167),
    [sym_comment] = ACTIONS(3),
  },
  [43] = {
    [ts_builtin_sym_end] = ACTIONS(171),
    [sym_name] = ACTIONS(169),
    [anon_sym_module] = ACTIONS(169),
    [anon_sym_network] = ACTIONS(169),
    [anon_sym_extends] = ACTIONS(169),
    [anon_sym_as] = ACTIONS(169),
    [anon_sym_head] = ACTIONS(169),
    [anon_sym_LBRACE] = ACTIONS(171),
    [anon_sym_LBRACK] = ACTIONS(171),
    [anon_sym_LPAREN2] = ACTIONS(171),
    [sym_number] = ACTIONS(171),
    [sym_string] = ACTIONS(171),
    [anon_sym_DASH_GT] = ACTIONS(171),
    [anon_sym_PIPE] = ACTIONS(171),
    [anon_sym_SLASH] = ACTIONS(169),
    [anon_sym_STAR] = ACTIONS(171),
    [anon_sym_PLUS] = ACTIONS(171),
    [anon_sym_DASH] = ACTIONS(169),
    [anon_sym_COMMA] = ACTIONS(171),
    [anon_sym_DOT] = ACTIONS(171),
    [sym_comment] = ACTIONS(3),
  },
  [44] = {
    [ts_builtin_sym_end] = ACTIONS(175),
    [sym_name] = ACTIONS(173),
    [anon_sym_module] = ACTIONS(173),
    [anon_sym_network] = ACTIONS(173),
    [anon_sym_extends] = ACTIONS(173),
    [anon_sym_as] = ACTIONS(173),
    [anon_sym_head] = ACTIONS(173),
    [anon_sym_LBRACE] = ACTIONS(175),
    [anon_sym_LBRACK] = ACTIONS(175),
    [anon_sym_LPAREN2] = ACTIONS(175),
    [sym_number] = ACTIONS(175),
    [sym_string] = ACTIONS(175),
    [anon_sym_DASH_GT] = ACTIONS(175),
    [anon_sym_PIPE] = ACTIONS(175),
    [anon_sym_SLASH] = ACTIONS(173),
    [anon_sym_STAR] = ACTIONS(175),
    [anon_sym_PLUS] = ACTIONS(175),
    [anon_sym_DASH] = ACTIONS(173),
    [anon_sym_COMMA] = ACTIONS(175),
    [anon_sym_DOT] = ACTIONS(175),
    [sym_comment] = ACTIONS(3),
  },
};

static const uint16_t ts_small_parse_table[] = {
  [0] = 2,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(197), 1,
      sym_name,
  [7] = 2,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(199), 1,
      ts_builtin_sym_end,
  [14] = 2,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(201), 1,
      sym_name,
};

static const uint32_t ts_small_parse_table_map[] = {
  [SMALL_STATE(45)] = 0,
  [SMALL_STATE(46)] = 7,
  [SMALL_STATE(47)] = 14,
};

static const TSParseActionEntry ts_parse_actions[] = {
  [0] = {.entry = {.count = 0, .reusable = false}},
  [1] = {.entry = {.count = 1, .reusable = false}}, RECOVER(),
  [3] = {.entry = {.count = 1, .reusable = true}}, SHIFT_EXTRA(),
  [5] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_file, 0),
  [7] = {.entry = {.count = 1, .reusable = false}}, SHIFT(33),
  [9] = {.entry = {.count = 1, .reusable = false}}, SHIFT(45),
  [11] = {.entry = {.count = 1, .reusable = true}}, SHIFT(14),
  [13] = {.entry = {.count = 1, .reusable = true}}, SHIFT(20),
  [15] = {.entry = {.count = 1, .reusable = true}}, SHIFT(4),
  [17] = {.entry = {.count = 1, .reusable = true}}, SHIFT(5),
  [19] = {.entry = {.count = 1, .reusable = true}}, SHIFT(35),
  [21] = {.entry = {.count = 1, .reusable = false}}, SHIFT(35),
  [23] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_file_repeat1, 2), SHIFT_REPEAT(21),
  [26] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_file_repeat1, 2), SHIFT_REPEAT(47),
  [29] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_file_repeat1, 2),
  [31] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_file_repeat1, 2), SHIFT_REPEAT(12),
  [34] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_file_repeat1, 2), SHIFT_REPEAT(13),
  [37] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_file_repeat1, 2), SHIFT_REPEAT(3),
  [40] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_file_repeat1, 2), SHIFT_REPEAT(2),
  [43] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_file_repeat1, 2), SHIFT_REPEAT(25),
  [46] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_file_repeat1, 2), SHIFT_REPEAT(25),
  [49] = {.entry = {.count = 1, .reusable = false}}, SHIFT(21),
  [51] = {.entry = {.count = 1, .reusable = false}}, SHIFT(47),
  [53] = {.entry = {.count = 1, .reusable = true}}, SHIFT(22),
  [55] = {.entry = {.count = 1, .reusable = true}}, SHIFT(12),
  [57] = {.entry = {.count = 1, .reusable = true}}, SHIFT(13),
  [59] = {.entry = {.count = 1, .reusable = true}}, SHIFT(3),
  [61] = {.entry = {.count = 1, .reusable = true}}, SHIFT(17),
  [63] = {.entry = {.count = 1, .reusable = true}}, SHIFT(25),
  [65] = {.entry = {.count = 1, .reusable = false}}, SHIFT(25),
  [67] = {.entry = {.count = 1, .reusable = true}}, SHIFT(41),
  [69] = {.entry = {.count = 1, .reusable = true}}, SHIFT(8),
  [71] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_file, 1),
  [73] = {.entry = {.count = 1, .reusable = true}}, SHIFT(10),
  [75] = {.entry = {.count = 1, .reusable = true}}, SHIFT(44),
  [77] = {.entry = {.count = 1, .reusable = true}}, SHIFT(2),
  [79] = {.entry = {.count = 1, .reusable = true}}, SHIFT(34),
  [81] = {.entry = {.count = 1, .reusable = true}}, SHIFT(37),
  [83] = {.entry = {.count = 1, .reusable = true}}, SHIFT(36),
  [85] = {.entry = {.count = 1, .reusable = true}}, SHIFT(11),
  [87] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_file_repeat1, 2), SHIFT_REPEAT(33),
  [90] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_file_repeat1, 2), SHIFT_REPEAT(45),
  [93] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_file_repeat1, 2), SHIFT_REPEAT(14),
  [96] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_file_repeat1, 2), SHIFT_REPEAT(20),
  [99] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_file_repeat1, 2), SHIFT_REPEAT(4),
  [102] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_file_repeat1, 2), SHIFT_REPEAT(10),
  [105] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_file_repeat1, 2), SHIFT_REPEAT(35),
  [108] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_file_repeat1, 2), SHIFT_REPEAT(35),
  [111] = {.entry = {.count = 1, .reusable = true}}, SHIFT(38),
  [113] = {.entry = {.count = 1, .reusable = true}}, SHIFT(27),
  [115] = {.entry = {.count = 1, .reusable = true}}, SHIFT(15),
  [117] = {.entry = {.count = 1, .reusable = true}}, SHIFT(23),
  [119] = {.entry = {.count = 1, .reusable = true}}, SHIFT(16),
  [121] = {.entry = {.count = 1, .reusable = true}}, SHIFT(43),
  [123] = {.entry = {.count = 1, .reusable = true}}, SHIFT(6),
  [125] = {.entry = {.count = 1, .reusable = true}}, SHIFT(28),
  [127] = {.entry = {.count = 1, .reusable = true}}, SHIFT(29),
  [129] = {.entry = {.count = 1, .reusable = true}}, SHIFT(30),
  [131] = {.entry = {.count = 1, .reusable = true}}, SHIFT(31),
  [133] = {.entry = {.count = 1, .reusable = true}}, SHIFT(19),
  [135] = {.entry = {.count = 1, .reusable = true}}, SHIFT(32),
  [137] = {.entry = {.count = 1, .reusable = true}}, SHIFT(39),
  [139] = {.entry = {.count = 1, .reusable = true}}, SHIFT(7),
  [141] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym__part, 1),
  [143] = {.entry = {.count = 1, .reusable = true}}, SHIFT(26),
  [145] = {.entry = {.count = 1, .reusable = true}}, SHIFT(18),
  [147] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__part, 1),
  [149] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_group, 2),
  [151] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_group, 2),
  [153] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_list, 2),
  [155] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_list, 2),
  [157] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_definition, 2, .production_id = 1),
  [159] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_definition, 2, .production_id = 1),
  [161] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_operator, 1),
  [163] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_operator, 1),
  [165] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_key, 2, .production_id = 2),
  [167] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_key, 2, .production_id = 2),
  [169] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_block, 2),
  [171] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_block, 2),
  [173] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_block, 3),
  [175] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_block, 3),
  [177] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_list, 3),
  [179] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_list, 3),
  [181] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_group, 3),
  [183] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_group, 3),
  [185] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_call, 3, .production_id = 3),
  [187] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_call, 3, .production_id = 3),
  [189] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_call, 4, .production_id = 3),
  [191] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_call, 4, .production_id = 3),
  [193] = {.entry = {.count = 1, .reusable = true}}, SHIFT(42),
  [195] = {.entry = {.count = 1, .reusable = true}}, SHIFT(9),
  [197] = {.entry = {.count = 1, .reusable = true}}, SHIFT(40),
  [199] = {.entry = {.count = 1, .reusable = true}},  ACCEPT_INPUT(),
  [201] = {.entry = {.count = 1, .reusable = true}}, SHIFT(24),
};

#ifdef __cplusplus
extern "C" {
#endif
#ifdef _WIN32
#define extern __declspec(dllexport)
#endif

extern const TSLanguage *tree_sitter_network_spec(void) {
  static const TSLanguage language = {
    .version = LANGUAGE_VERSION,
    .symbol_count = SYMBOL_COUNT,
    .alias_count = ALIAS_COUNT,
    .token_count = TOKEN_COUNT,
    .external_token_count = EXTERNAL_TOKEN_COUNT,
    .state_count = STATE_COUNT,
    .large_state_count = LARGE_STATE_COUNT,
    .production_id_count = PRODUCTION_ID_COUNT,
    .field_count = FIELD_COUNT,
    .max_alias_sequence_length = MAX_ALIAS_SEQUENCE_LENGTH,
    .parse_table = &ts_parse_table[0][0],
    .small_parse_table = ts_small_parse_table,
    .small_parse_table_map = ts_small_parse_table_map,
    .parse_actions = ts_parse_actions,
    .symbol_names = ts_symbol_names,
    .symbol_metadata = ts_symbol_metadata,
    .public_symbol_map = ts_symbol_map,
    .alias_map = ts_non_terminal_alias_map,
    .alias_sequences = &ts_alias_sequences[0][0],
    .lex_modes = ts_lex_modes,
    .lex_fn = ts_lex,
    .keyword_lex_fn = ts_lex_keywords,
    .keyword_capture_token = sym_name,
    .primary_state_ids = ts_primary_state_ids,
  };
  return &language;
}
#ifdef __cplusplus
}
#endif
