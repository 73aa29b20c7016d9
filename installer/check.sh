#!/usr/bin/env bash
# Tries the .deb that `mvn -Pdist package` made, on Debian or Ubuntu: the sentence for a missing GTK, the installation,
# a poster made by keys with no network at all, the command line, the start, the removal, after which the pictures are
# still there. Prints what it did and its seconds; the first failure ends it. Wants root or sudo.
#
#     installer/check.sh            everything
#     installer/check.sh start      how long the installed program takes to its first frame, median of 11 starts
set -euo pipefail
cd "$(dirname "$0")"

scratch=$(mktemp -d)
home=$scratch/home
display=
pids=()
installed=
root=()
[ "$(id -u)" -eq 0 ] || root=(sudo)
# The program runs as a user who cannot write where it is installed.
user=$(id -u) group=$(id -g)
[ "$user" -ne 0 ] || user=65534 group=65534

finish() {
    local code=$?
    for process in "${pids[@]}"; do "${root[@]}" kill "$process" 2>/dev/null || true; done
    [ -z "$installed" ] || "${root[@]}" apt-get -qq purge -y xomni-studio >/dev/null 2>&1 || true
    "${root[@]}" rm -rf "$scratch"
    exit "$code"
}
trap finish EXIT

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

stage() {
    local name=$1 from=$SECONDS
    "$name"
    printf '%-12s ok  %4d s   %s\n' "$name" $((SECONDS - from)) "${done_:-}"
}

# Runs a command each half second until it succeeds; fails after so many seconds.
within() {
    local until=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$until" ] || return 1
        sleep 0.5
    done
}

# Runs a program as that user, in a home of its own, cut off from any network. Java takes the home from the system's
# list of users, not from HOME.
as_user() {
    exec "${root[@]}" unshare --net setpriv --reuid="$user" --regid="$group" --clear-groups \
        env -i PATH="$PATH" HOME="$home" DISPLAY="$display" LANG=C.UTF-8 JAVA_TOOL_OPTIONS="-Duser.home=$home" "$@"
}

# Not the program's own words, but Java's about JAVA_TOOL_OPTIONS.
words() {
    grep -v '^Picked up JAVA_TOOL_OPTIONS' "$1" || true
}

package() {
    local found=(target/xomni-studio_*_amd64.deb)
    [ -f "${found[0]}" ] || fail "no installer/target/xomni-studio_*_amd64.deb: run mvn -Pdist package first"
    deb=${found[0]}
    for tool in Xvfb xdotool openbox; do
        command -v "$tool" >/dev/null || fail "$tool is missing: sudo apt-get install xvfb xdotool openbox"
    done
    mkdir -p "$home"
    "${root[@]}" chown "$user:$group" "$home"
    chmod 755 "$scratch"
    done_="$(basename "$deb"), $(($(stat -c %s "$deb") / 1000000)) MB"
}

# Before anything is installed. GTK is hidden behind a file that is no library.
no_gtk() {
    local code=0 wanted='X-Omni Studio needs GTK 3: sudo apt-get install libgtk-3-0'
    mkdir "$scratch/hidden"
    for library in libgtk-3.so.0 libgtk-3.so; do
        head -c 4096 /dev/zero >"$scratch/hidden/$library"
    done
    LD_LIBRARY_PATH=$scratch/hidden DISPLAY=$display target/dist/image/xomni-studio/bin/xomni-studio \
        --folder="$scratch/none" >"$scratch/gtk.txt" 2>&1 || code=$?
    [ "$code" -eq 2 ] || fail "without GTK: exit code 2 wanted, got $code: $(cat "$scratch/gtk.txt")"
    [ "$(cat "$scratch/gtk.txt")" = "$wanted" ] || fail "without GTK: '$wanted' wanted, got: $(cat "$scratch/gtk.txt")"
    done_="exit code 2: $wanted"
}

install() {
    installed=yes
    DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get -qq install -y --no-install-recommends "$PWD/$deb" \
        >"$scratch/apt.txt" 2>&1 || { tail -20 "$scratch/apt.txt" >&2; fail "apt-get install $deb"; }
    for file in /usr/bin/xomni-studio /usr/bin/xomni /usr/share/applications/xomni-studio.desktop; do
        [ -e "$file" ] || fail "$file is not there after the installation"
    done
    local others
    others=$(find /opt/xomni-studio \( -name '*.dll' -o -name '*.dylib' -o -name '*aarch64*' -o -name '*cu1??*' \))
    [ -z "$others" ] || fail "natives of other systems: $others"
    grep -q '^Exec=/opt/xomni-studio/bin/xomni-studio %F$' /usr/share/applications/xomni-studio.desktop \
        || fail "the menu's entry does not hand over files"
    grep -q '^Lists of [0-9]* third-party dependencies' /opt/xomni-studio/lib/app/THIRD-PARTY.txt \
        || fail "the list of libraries and their licences is missing"
    if command -v desktop-file-validate >/dev/null; then
        desktop-file-validate /usr/share/applications/xomni-studio.desktop || fail "the menu's entry is not valid"
    fi
    done_="$(du -sm /opt/xomni-studio | cut -f1) MB in /opt/xomni-studio"
}

screen() {
    Xvfb -ac -displayfd 3 -screen 0 1600x1000x24 3>"$scratch/display" >/dev/null 2>&1 &
    pids+=($!)
    within 20 test -s "$scratch/display" || fail "Xvfb does not start"
    display=:$(cat "$scratch/display")
    export DISPLAY=$display
    within 20 xdotool getdisplaygeometry || fail "Xvfb does not answer at $display"
    # One that starts with the display may miss it; then another is started.
    for _ in 1 2 3 4 5; do
        openbox >>"$scratch/openbox.txt" 2>&1 &
        pids+=($!)
        within 5 xdotool get_desktop && break
    done
    within 1 xdotool get_desktop || fail "no window manager answers: $(cat "$scratch/openbox.txt")"
    done_="display $display"
}

pictures() {
    "${root[@]}" find "$home/Pictures" -name '*.png' 2>/dev/null | wc -l
}

made() {
    [ "$(pictures)" -eq 1 ]
}

ended() {
    ! kill -0 "$1" 2>/dev/null
}

poster() {
    local code=0 program studio counters
    (as_user xomni-studio) >"$scratch/studio.txt" 2>&1 &
    program=$!
    pids+=("$program")
    within 60 xdotool search --onlyvisible --name '^X-Omni Studio$' || fail "no window: $(cat "$scratch/studio.txt")"
    found=$(xdotool search --onlyvisible --name '^X-Omni Studio$')
    within 30 xdotool windowactivate --sync "$found" || fail "the window cannot be activated"
    xdotool type --delay 20 'A sign with a red heart and the title "Thank You"'
    sleep 1
    xdotool key ctrl+Return
    within 180 made || fail "no picture was made: $(cat "$scratch/studio.txt")"
    # The network that the program has is its own and empty, so all that is counted there is its.
    studio=$(pgrep -u "$user" -x xomni-studio | head -n 1)
    [ -n "$studio" ] || fail "the studio's process is not found"
    counters=$("${root[@]}" cat "/proc/$studio/net/snmp" | attempts)
    [ "$counters" = "0 0 0" ] || fail "connections, datagrams, packets without a route: 0 0 0 wanted, got $counters"
    xdotool key alt+F4
    within 60 ended "$program" || fail "the window was closed, the program goes on"
    wait "$program" || code=$?
    [ "$code" -eq 0 ] || fail "exit code 0 wanted, got $code: $(cat "$scratch/studio.txt")"
    [ -z "$(words "$scratch/studio.txt")" ] || fail "nothing on the terminal wanted, got: $(words "$scratch/studio.txt")"
    for unpacked in .djl.ai .openjfx; do
        [ ! -e "$home/$unpacked" ] || fail "$unpacked was unpacked into the home"
    done
    done_="a picture in Pictures/X-Omni Studio, no connection tried, nothing unpacked, nothing on the terminal"
}

# From /proc/PID/net/snmp: TCP connections that were begun, datagrams sent, packets that had no route.
attempts() {
    awk '{ if ($1 in names) { split(names[$1], key); for (i = 2; i <= NF; i++) value[$1 key[i]] = $i } else names[$1] = $0 }
        END { print value["Tcp:ActiveOpens"] + 0, value["Udp:OutDatagrams"] + 0, value["Ip:OutNoRoutes"] + 0 }'
}

command_line() {
    (as_user xomni doctor) >"$scratch/doctor.txt" 2>&1 || fail "xomni doctor: $(cat "$scratch/doctor.txt")"
    grep -q '^Nothing is missing\.$' "$scratch/doctor.txt" || fail "xomni doctor: $(cat "$scratch/doctor.txt")"
    local picture
    picture=$("${root[@]}" find "$home/Pictures" -name '*.png')
    (as_user xomni chat --image-path "$picture" --prompt 'What does it say?') >"$scratch/chat.txt" 2>&1 \
        || fail "xomni chat: $(cat "$scratch/chat.txt")"
    grep -qi 'thank' "$scratch/chat.txt" || fail "an answer with 'Thank' wanted, got: $(cat "$scratch/chat.txt")"
    done_="doctor misses nothing, chat reads the poster"
}

# Milliseconds from the process to the first frame with a prompt that can be typed in.
first_frame() {
    local from=$(($(date +%s%N) / 1000000)) until=0 line
    while read -r line; do
        [ "$line" != 'first frame' ] || until=$(($(date +%s%N) / 1000000))
    done < <(xomni-studio --folder="$scratch/start" --first-frame 2>/dev/null)
    [ "$until" -gt 0 ] || fail "the studio did not say that its first frame is shown"
    echo $((until - from))
}

start() {
    local times=()
    command -v xomni-studio >/dev/null || fail "xomni-studio is not installed"
    # So, Java refuses to start where it cannot use the class archive.
    JAVA_TOOL_OPTIONS=-XX:AOTMode=on first_frame >/dev/null
    for _ in {1..11}; do times+=("$(first_frame)"); done
    mapfile -t times < <(printf '%s\n' "${times[@]}" | sort -n)
    done_="first frame: median ${times[5]} ms of 11 starts, ${times[0]} to ${times[10]} ms, load $(cut -d' ' -f1 /proc/loadavg)"
}

remove() {
    DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get -qq purge -y xomni-studio >"$scratch/apt.txt" 2>&1 \
        || { tail -20 "$scratch/apt.txt" >&2; fail "apt-get purge xomni-studio"; }
    installed=
    for gone in /opt/xomni-studio /usr/bin/xomni-studio /usr/bin/xomni /usr/share/applications/xomni-studio.desktop; do
        [ ! -e "$gone" ] && [ ! -L "$gone" ] || fail "$gone is still there after the removal"
    done
    made || fail "1 picture wanted after the removal, got $(pictures)"
    "${root[@]}" grep -q 'Thank You' "$home/Pictures/X-Omni Studio/journal.jsonl" || fail "the prompt is not in the journal"
    done_="the program is gone, the picture and its journal are there"
}

if [ "${1:-}" = start ]; then
    stage screen
    stage start
    exit
fi
stage package
stage screen
stage no_gtk
stage install
stage poster
stage command_line
stage start
stage remove
