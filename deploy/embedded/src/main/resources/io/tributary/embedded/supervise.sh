# Runs "$@" and prints its pid. When standard input closes, that is when the process that started this shell is
# gone, however it went (kill -9 included), ends the server: first politely, after 15 s with force.
# Exits when the server does, with its status.

# Ctrl-C in a terminal reaches the whole process group. It is meant for the parent, which then ends the server.
trap '' INT HUP

exec 3<&0
"$@" </dev/null >&2 3<&- &
server=$!
echo "$server"

(
  # Nothing is ever written to the pipe: this returns at its end.
  read -r nothing <&3
  kill -TERM "$server"
  seconds=0
  while [ "$seconds" -lt 15 ] && kill -0 "$server"; do
    sleep 1
    seconds=$((seconds + 1))
  done
  kill -KILL "$server"
) >/dev/null 2>&1 &
watch=$!

exec 3<&- >/dev/null
wait "$server"
status=$?
kill "$watch" 2>/dev/null
exit "$status"
