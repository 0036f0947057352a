# interrupt-calibrate.sh FOLDER ARGUMENTS...: gnetc calibrate, interrupted while
# it runs pictures.
mkdir -p "$1/tmp" && cd "$1" || exit 1
shift
export TMPDIR="$PWD/tmp"
gnetc calibrate "$@" -o out.json > out 2> err &
calibrating=$!
# Its package is loaded from there once it is whole.
until grep -q gnetc-calibrate "/proc/$calibrating/maps"; do
  kill -0 $calibrating || exit 1
  sleep 0.02
done
kill -INT $calibrating
wait $calibrating
# As a shell says it of a process that SIGINT ended.
[ $? = 130 ] && [ ! -s out ] && [ ! -e out.json ] && [ -z "$(ls -A tmp)" ]
