# interrupt.sh GNETC SPEC FOLDER
cd "$3" || exit 1
for delay in 0.02 0.05 0.1 0.2 0.3 0.5 0.8; do
  timeout --signal=INT "$delay" "$1" "$2" --target=cpu -o package
  for left in .[!.]* *; do
    [ -e "$left" ] || continue
    [ "$left" = package ] && [ -e package/share/lenet5/manifest.json ] && continue
    echo "after $delay s: $left is left"
    exit 1
  done
  rm -rf package
done
