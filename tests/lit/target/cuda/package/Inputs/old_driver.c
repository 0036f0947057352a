/* A driver of version VERSION that can do nothing. */
int cuDriverGetVersion(int *out) {
  *out = VERSION;
  return 0;
}
