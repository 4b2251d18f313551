<?php // A receiver for PHP 7.4 and later, without packages: SECRET=whsec_... php -S 127.0.0.1:8000 receiver.php
$key = base64_decode(str_replace('whsec_', '', getenv('SECRET')));
$id = $_SERVER['HTTP_WEBHOOK_ID'] ?? '';
$sent = $_SERVER['HTTP_WEBHOOK_TIMESTAMP'] ?? '';
$body = file_get_contents('php://input'); // As it came: parsed and written again, it is another.

$wanted = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$sent.$body", $key, true));
$genuine = false;
if (ctype_digit($sent) && abs(time() - (int) $sent) <= 300) { // Else somebody sends an old one again.
    foreach (explode(' ', $_SERVER['HTTP_WEBHOOK_SIGNATURE'] ?? '') as $given) { // Two while the secret changes.
        $genuine = hash_equals($wanted, $given) || $genuine;
    }
}
http_response_code($genuine ? 204 : 401);
if (!$genuine) {
    exit;
}
// Each id once. In your program: a column of the database that takes each id once.
if (@fopen(sys_get_temp_dir() . '/webhook-' . sha1($id), 'x')) {
    error_log("$id {$_SERVER['REQUEST_URI']} $body");
}
