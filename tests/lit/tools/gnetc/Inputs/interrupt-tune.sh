# interrupt-tune.sh SPEC FOLDER: gnetc tune, interrupted after its first round,
# and gone on with.
mkdir -p "$2/tmp" && cd "$2" || exit 1
export TMPDIR="$2/tmp"
gnetc tune "$1" -o tuned.json --seconds=1 > out 2> err &
tuner=$!
until [ -e tuned.json ]; do
  kill -0 $tuner || exit 1
  sleep 0.05
done
kill -INT $tuner
wait $tuner
# As a shell says it of a process that SIGINT ended.
[ $? = 130 ] || exit 1
[ -z "$(ls -A tmp)" ] || exit 1
[ -s out ] && exit 1
cp tuned.json unfinished.json
gnetc "$1" --tuning=unfinished.json --emit=obj -o unfinished.o || exit 1
gnetc tune "$1" -o tuned.json --seconds=0.01 > resumed || exit 1
# The first round was not measured again.
first() { grep -m 1 -A 1 predicted_cycles "$1" | tail -n 1; }
[ "$(first tuned.json)" = "$(first unfinished.json)" ]
