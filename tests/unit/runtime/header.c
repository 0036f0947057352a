/* The package's header, alone, as an application's first include. */
#include "gnet.h"

int main(void) {
  gnet_options options;
  gnet_options_init(&options);
  return options.api_version == GNET_API_VERSION ? GNET_OK : 1;
}
