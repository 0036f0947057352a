-- What a user of Neovim does with net.gn of check_neovim.py, and sees. The first check that fails
-- ends it with its trace and status 1.

local function wait(what, condition)
  assert(vim.wait(20000, condition, 10), "there is no " .. what)
end

local function go_to(text)
  assert(vim.fn.search("\\V" .. text, "cw") > 0, text)
end

local function diagnostics()
  return vim.diagnostic.get(0)
end

-- A float's text.
local function shown()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then
      local buffer = vim.api.nvim_win_get_buf(window)
      return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), "\n")
    end
  end
  return ""
end

local function check_mistakes()
  wait("mistake", function() return #diagnostics() == 1 end)
  local mistake = diagnostics()[1]
  assert(mistake.lnum == 4 and mistake.message:find("did you mean 'same'"), mistake.message)
  vim.api.nvim_win_set_cursor(0, { mistake.lnum + 1, mistake.col })
  vim.lsp.buf.code_action({ apply = true })
  wait("repair", function()
    return vim.fn.getline(5) == "  stem: conv 3x3 4 { pad: same }"
  end)
  wait("end of the mistake", function() return #diagnostics() == 0 end)
end

local function check_hover()
  go_to("stem")
  vim.lsp.buf.hover()
  wait("hover", function() return shown():find("8x8x4") end)
  vim.cmd.fclose({ bang = true })
end

local function check_names()
  go_to("part(8)")
  vim.lsp.buf.definition()
  wait("definition", function() return vim.fn.expand("%:t") == "part.gn" end)
  local line, column = unpack(vim.api.nvim_win_get_cursor(0))
  assert(line == 1 and column == 7, line .. ":" .. column)
  vim.lsp.buf.references()
  wait("references", function() return #vim.fn.getqflist() == 2 end)
  vim.cmd.cclose()
  vim.cmd.edit("net.gn")
end

local function check_colours()
  go_to("conv")
  local function word()
    local tokens = vim.lsp.semantic_tokens.get_at_pos()
    return tokens and tokens[1] and tokens[1].type
  end
  wait("colour", function() return word() == "type" end)
end

local function check_hints()
  vim.lsp.inlay_hint.enable()
  wait("hint", function()
    local hint = vim.lsp.inlay_hint.get({ bufnr = 0 })[1]
    return hint and hint.inlay_hint.label == "8x8x4"
  end)
end

local function check_layout()
  vim.api.nvim_buf_set_lines(0, 6, 6, false, { "tail:max_pool   2x2/2" })
  vim.lsp.buf.format()
  assert(vim.fn.getline(7) == "  tail: max_pool 2x2/2", vim.fn.getline(7))
end

local function check_comments()
  go_to("trunk")
  vim.cmd.normal("gcc")
  assert(vim.fn.getline("."):find("^%s*// trunk: conv"), vim.fn.getline("."))
end

local function check_rename()
  go_to("stem:")
  vim.lsp.buf.rename("trunk")
  wait("new name", function() return vim.fn.search("^  trunk: conv", "cw") > 0 end)
end

local ok, trace = xpcall(function()
  wait("gnetc", function() return #vim.lsp.get_clients({ bufnr = 0, name = "gnetc" }) == 1 end)
  check_mistakes()
  check_hover()
  check_names()
  check_colours()
  check_hints()
  check_layout()
  check_rename()
  check_comments()
end, debug.traceback)
if not ok then
  io.stderr:write(trace, "\n")
  vim.cmd.cquit()
end
vim.cmd("qall!")
