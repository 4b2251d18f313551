@echo off
rem The command 3cx-webhook on the data of the Windows service: "3cx-webhook check", "3cx-webhook status", "3cx-webhook help".
rem The folder comes as a variable: with an option before it, a command would be taken for an argument of the service.
setlocal
set "FFMPEG_BIN=%~dp0..\ffmpeg\ffmpeg.exe"
if not defined CXWEBHOOK_DATA set "CXWEBHOOK_DATA=%ProgramData%\3CX Webhook Service"
rem Without a word it would be the service.
if "%~1"=="" goto help
"%~dp0node.exe" "%~dp0headless.js" %*
exit /b %ERRORLEVEL%
:help
"%~dp0node.exe" "%~dp0headless.js" help
