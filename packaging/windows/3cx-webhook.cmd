@echo off
rem The service's program by hand, on the service's own data: "3cx-webhook --check" tells what is wrong with the settings.
setlocal
set "FFMPEG_BIN=%~dp0..\ffmpeg\ffmpeg.exe"
"%~dp0node.exe" "%~dp0headless.js" --data "%ProgramData%\3CX Webhook Service" %*
