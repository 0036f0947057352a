#include "network/LayerNames.h"

namespace gnet {

const char *layerName(const LayerOp &op) { return kindOf(op).word; }

const char *channelOrderName(ChannelOrder order) {
  switch (order) {
  case ChannelOrder::Gray:
    return "gray";
  case ChannelOrder::Rgb:
    return "rgb";
  case ChannelOrder::Bgr:
    return "bgr";
  }
  return "";
}

} // namespace gnet
