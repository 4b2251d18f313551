# A receiver for Python 3.7 and later, without packages: SECRET=whsec_... python3 receiver.py 8000
import base64, hashlib, hmac, os, sys, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY = base64.b64decode(os.environ["SECRET"].replace("whsec_", ""))
SEEN = set()  # In your program: a column of the database that takes each id once.

def is_genuine(headers, body):
    sent = headers.get("webhook-timestamp", "")
    if not sent.isdecimal() or abs(time.time() - int(sent)) > 300:  # Somebody sends an old one again.
        return False
    content = f"{headers.get('webhook-id')}.{sent}.".encode() + body  # The body as it came.
    wanted = b"v1," + base64.b64encode(hmac.new(KEY, content, hashlib.sha256).digest())
    given = headers.get("webhook-signature", "").encode().split(b" ")  # Two while the secret changes.
    return any(hmac.compare_digest(each, wanted) for each in given)

class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        genuine, event_id = is_genuine(self.headers, body), self.headers.get("webhook-id")
        self.send_response(204 if genuine else 401)
        self.end_headers()  # First the answer, then the work.
        if genuine and event_id not in SEEN:
            SEEN.add(event_id)
            print(event_id, self.path, body.decode(), flush=True)
    do_GET = do_POST

server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver)
print(f"http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
