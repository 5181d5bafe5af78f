"""The page that shows the stream: the picture as large as the window on black, and nothing else.

OBS shows it as it is. A browser tells a page nothing when a stream of pictures ends, so the page asks every two seconds
whether the server is still the one it began with: after a restart of stylecam the picture comes back by itself, and
so it does on a computer that slept.
"""

from __future__ import annotations

PAGE = b"""<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>stylecam</title>
<link rel="icon" href="data:,">
<style>
html { background: black }
img { position: fixed; inset: 0; width: 100%; height: 100%; object-fit: contain }
</style>
<img alt="The painted picture">
<script>
const picture = document.querySelector("img");
let server, asked = Date.now();
function show() {
  picture.src = "stream.mjpg?" + location.search.slice(1) + "&" + Date.now();
}
async function ask() {
  const before = asked;
  asked = Date.now();
  const answer = await fetch(location.href, { method: "HEAD" }).catch(() => null);
  const found = answer && answer.headers.get("ETag");
  if (found && server !== undefined && (found !== server || asked - before > 10000)) show();
  server = found;
  setTimeout(ask, 2000);
}
show();
ask();
</script>
</html>
"""

PAGE_POLICY = (
    "default-src 'none'; img-src 'self' data:; connect-src 'self'; "
    "style-src 'unsafe-inline'; script-src 'unsafe-inline'; frame-ancestors 'self'"
)
"""What the page may load: this server's pictures, and nothing from anywhere else."""
