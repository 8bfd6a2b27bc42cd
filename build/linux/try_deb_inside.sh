#!/usr/bin/env bash
# The part of try_deb.sh that runs inside the clean system.
set -euo pipefail
version=$1 architecture=$2
data=/home/clerk/数据
install_deb() { apt-get install -y -qq --no-install-recommends "/opt/$1" >/opt/apt.log 2>&1 || { cat /opt/apt.log; exit 1; }; }
installed() { dpkg-query -W -f '${Version}' wzdesk; }
say() { echo "[$(. /etc/os-release && echo "$VERSION_CODENAME")] $*"; }
as_clerk() { runuser -u clerk -- env HOME=/home/clerk LC_ALL=C.UTF-8 "$@"; }

useradd --create-home clerk
count=$(dpkg-query -W | wc -l)
install_deb "wzdesk_0.0.1_$architecture.deb"
say "installed $(installed) with $(($(dpkg-query -W | wc -l) - count - 1)) other packages"
as_clerk mkdir "$data"
as_clerk wzdesk new --demo "$data/演示.wzd"
as_clerk wzdesk self-test >/opt/self-test.log || { cat /opt/self-test.log; exit 1; }
say "$(tail -n 1 /opt/self-test.log)"
as_clerk wzdesk assess --data "$data/演示.wzd" --plan 2023 --region 330300 --json >/opt/before.json
kept=$(sha256sum <"$data/演示.wzd")

install_deb "wzdesk_${version}_$architecture.deb"
[[ $(installed) == "$version" ]]
[[ $(wzdesk --version) == "wzdesk $version" ]]
[[ -z $(dpkg --verify wzdesk) ]] || { dpkg --verify wzdesk; exit 1; }
as_clerk wzdesk assess --data "$data/演示.wzd" --plan 2023 --region 330300 --json >/opt/after.json
cmp /opt/before.json /opt/after.json
say "upgraded to $(installed); the data read the same"
as_clerk wzdesk self-test | sed 's/^/    /'
[[ ${PIPESTATUS[0]} == 0 ]]

# A screen, and what a desktop has to find out which program opens a file.
apt-get install -y -qq --no-install-recommends \
    xvfb xauth xdotool shared-mime-info desktop-file-utils libglib2.0-bin >/dev/null 2>&1
for kind in application/x-wzdesk application/x-wzdesk-pack; do
    as_clerk gio mime "$kind" | sed -n 1p | grep -F wzdesk.desktop >/dev/null || { echo "nothing opens $kind" >&2; exit 1; }
done
as_clerk gio info -a standard::content-type "$data/演示.wzd" | grep 'application/x-wzdesk$' >/dev/null
say "the desktop knows the files"
as_clerk xvfb-run -a -s "-screen 0 1366x768x24" wzdesk self-test | grep -E "图形库|自检" | sed 's/^/    /'
[[ ${PIPESTATUS[0]} == 0 ]]
as_clerk xvfb-run -a -s "-screen 0 1366x768x24" timeout --preserve-status --signal=TERM 8 \
    wzdesk gui --data "$data/演示.wzd" || [[ $? == 143 ]]
say "the window stayed open under Xvfb"

apt-get remove -y -qq wzdesk >/dev/null 2>&1
[[ ! -e /usr/bin/wzdesk && ! -e /opt/wzdesk ]]
install_deb "wzdesk_${version}_$architecture.deb"
apt-get purge -y -qq wzdesk >/dev/null 2>&1
[[ ! -e /opt/wzdesk && -z $(find / -xdev -path /src -prune -o -path /proc -prune -o -name '*wzdesk*' -not -path '/opt/*' -not -path '/home/*' -not -path '/etc/wzdesk-ready' -print) ]]
[[ $(sha256sum <"$data/演示.wzd") == "$kept" ]]
say "removed and purged; nothing is left but the data, and those as they were"
