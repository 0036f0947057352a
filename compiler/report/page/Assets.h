//===- Assets.h - page.css and page.js, in gnetc --------------------------===//
#ifndef GNET_REPORT_PAGE_ASSETS_H
#define GNET_REPORT_PAGE_ASSETS_H

#include <string_view>

namespace gnet {

extern const std::string_view pageStyle;
extern const std::string_view pageScript;

} // namespace gnet

#endif // GNET_REPORT_PAGE_ASSETS_H
