; What electron-builder's installer does beyond its own: the choice of parts, the Windows service, a firewall rule,
; and leaving things as they were when something is in the way. Compiled by `npm run dist:check`, too.
;
;   /S                    without a window; asks nothing, deletes no data
;   /parts=WHAT           desktop, service or both; left out: what is installed, else desktop
;   /D=FOLDER             where to; must come last
;   --delete-data         uninstaller with /S only: settings, logs and recordings go, too
;
; Exit codes beside those of NSIS (0 done, 1 given up by the user, 2 failed): 10 unknown /parts, 11 rights missing,
; 12 no room, 13 settings of the service mistaken, 14 service does not stop, 15 service does not start,
; 16 desktop program does not end, 17 old version cannot be removed. Each is explained in %ProgramData%\3cx-webhook-setup.log.

!include "LogicLib.nsh"
!include "FileFunc.nsh"
!include "nsDialogs.nsh"
!include "WinMessages.nsh"

!define SERVICE_NAME "3cx-webhook"
!define SERVICE_FOLDER "$INSTDIR\resources\service"
!define SERVICE_EXE "${SERVICE_FOLDER}\3cx-webhook-service.exe"
!define SERVICE_DATA "$programData\3CX Webhook Service"
!define DESKTOP_DATA "$programData\3CX Webhook"
!define FIREWALL_RULE "3CX Webhook"
; More than what is unpacked: the downloaded archive lies beside it for a while.
!define SPARE_MB 300

Var programData
Var serviceRan

; ------------------------------------------------------------------ words

!macro customHeader
  LangString partsTitle ${LANG_ENGLISH} "What to install"
  LangString partsTitle ${LANG_GERMAN} "Was installiert wird"
  LangString partsText ${LANG_ENGLISH} "Only one of them may watch a phone system. With both, the service watches, and the desktop program shows it (Settings, This program, Services elsewhere: 127.0.0.1:8444)."
  LangString partsText ${LANG_GERMAN} "Nur eines von beiden darf eine Anlage beobachten. Bei beidem beobachtet der Dienst, und das Desktop-Programm zeigt ihn (Einstellungen, Dieses Programm, Dienste anderswo: 127.0.0.1:8444)."
  LangString partsDesktop ${LANG_ENGLISH} "Desktop program: runs while somebody is logged in"
  LangString partsDesktop ${LANG_GERMAN} "Desktop-Programm: läuft, solange jemand angemeldet ist"
  LangString partsService ${LANG_ENGLISH} "Service: starts with Windows, with a page for browsers"
  LangString partsService ${LANG_GERMAN} "Dienst: startet mit Windows, mit einer Seite für Browser"
  LangString partsBoth ${LANG_ENGLISH} "Both"
  LangString partsBoth ${LANG_GERMAN} "Beides"
  LangString wrongParts ${LANG_ENGLISH} "/parts must be desktop, service or both. Nothing was changed."
  LangString wrongParts ${LANG_GERMAN} "/parts muss desktop, service oder both sein. Nichts wurde geändert."
  LangString noRights ${LANG_ENGLISH} "Administrator rights are missing. Nothing was changed; run the installer as an administrator."
  LangString noRights ${LANG_GERMAN} "Administratorrechte fehlen. Nichts wurde geändert; das Installationsprogramm als Administrator ausführen."
  LangString noRoom ${LANG_ENGLISH} "Too little room on $1: $3 MB are free, $2 MB are needed. Nothing was changed; make room and start again."
  LangString noRoom ${LANG_GERMAN} "Zu wenig Platz auf $1: $3 MB sind frei, $2 MB werden gebraucht. Nichts wurde geändert; Platz schaffen und neu beginnen."
  LangString badSettings ${LANG_ENGLISH} "The settings of the service are mistaken, and it would not start again. Nothing was changed; correct them and start again.$\r$\n$\r$\n$1"
  LangString badSettings ${LANG_GERMAN} "Die Einstellungen des Dienstes enthalten Fehler, und er würde nicht wieder starten. Nichts wurde geändert; berichtigen und neu beginnen.$\r$\n$\r$\n$1"
  LangString noStop ${LANG_ENGLISH} "The service 3CX Webhook does not stop. Nothing was changed; stop it in services.msc and start again."
  LangString noStop ${LANG_GERMAN} "Der Dienst 3CX Webhook hält nicht an. Nichts wurde geändert; in services.msc anhalten und neu beginnen."
  LangString noStart ${LANG_ENGLISH} "The files are installed, but the service 3CX Webhook does not start. Settings and data are untouched. Remove the cause, then start it in services.msc or run the installer again.$\r$\n$\r$\n$1"
  LangString noStart ${LANG_GERMAN} "Die Dateien sind installiert, aber der Dienst 3CX Webhook startet nicht. Einstellungen und Daten sind unverändert. Die Ursache beheben, dann in services.msc starten oder neu installieren.$\r$\n$\r$\n$1"
  LangString stillOpen ${LANG_ENGLISH} "3CX Webhook is running. Calls in progress go on being followed after it starts again. End it now?"
  LangString stillOpen ${LANG_GERMAN} "3CX Webhook läuft. Laufende Gespräche werden nach dem nächsten Start weiter verfolgt. Jetzt beenden?"
  LangString noEnd ${LANG_ENGLISH} "3CX Webhook is still running. Nothing was changed; end it with Quit in the tray's menu and start again."
  LangString noEnd ${LANG_GERMAN} "3CX Webhook läuft noch. Nichts wurde geändert; im Menü des Infobereichs beenden und neu beginnen."
  LangString noRemove ${LANG_ENGLISH} "The version that is installed cannot be removed (code $R0): one of its files may be open. It was left as it is; close other programs and start again."
  LangString noRemove ${LANG_GERMAN} "Die installierte Version lässt sich nicht entfernen (Code $R0): Eine ihrer Dateien ist vielleicht geöffnet. Sie blieb, wie sie war; andere Programme schließen und neu beginnen."
  LangString askData ${LANG_ENGLISH} "Delete settings, the log of webhooks and all recordings made by 3CX Webhook, too? This cannot be undone. Recordings in a folder of your own ([recordings] storage) stay."
  LangString askData ${LANG_GERMAN} "Auch Einstellungen, das Protokoll der Webhooks und alle Aufnahmen von 3CX Webhook löschen? Das lässt sich nicht rückgängig machen. Aufnahmen in einem eigenen Ordner ([recordings] storage) bleiben."

  !ifndef BUILD_UNINSTALLER
    !insertmacro installerFunctions
  !endif
!macroend

; ------------------------------------------------------------------ shared by installer and uninstaller

; Says it in a window, or with /S in the log only.
!macro say TEXT
  Push $R9
  Push $R8
  Push $R7
  Push $0
  Push $1
  Push $2
  Push $3
  Push $4
  Push $5
  Push $6
  StrCpy $R9 "${TEXT}"
  ${GetTime} "" "L" $0 $1 $2 $3 $4 $5 $6
  FileOpen $R8 "$programData\3cx-webhook-setup.log" a
  FileSeek $R8 0 END
  FileWrite $R8 "$2-$1-$0 $4:$5:$6 ${VERSION}: $R9$\r$\n"
  FileClose $R8
  Pop $6
  Pop $5
  Pop $4
  Pop $3
  Pop $2
  Pop $1
  Pop $0
  MessageBox MB_OK|MB_ICONSTOP "$R9" /SD IDOK
  Pop $R7
  Pop $R8
  Pop $R9
!macroend

; Only before anything was changed.
!macro giveUp TEXT CODE
  !insertmacro say "${TEXT}"
  SetErrorLevel ${CODE}
  Quit
!macroend

; OUT: empty without such a service, 1 stopped, 2 starting, 3 stopping, 4 running. What sc.exe prints differs by language.
!macro askService OUT
  StrCpy ${OUT} ""
  System::Call 'advapi32::OpenSCManagerW(p 0, p 0, i 1) p .r1'
  ${If} $1 <> 0
    System::Call 'advapi32::OpenServiceW(p r1, w "${SERVICE_NAME}", i 4) p .r2'
    ${If} $2 <> 0
      System::Call '*(i, i, i, i, i, i, i) p .r3'
      System::Call 'advapi32::QueryServiceStatus(p r2, p r3) i .r4'
      ${If} $4 <> 0
        System::Call '*$3(i, i .r4, i, i, i, i, i)'
        StrCpy ${OUT} $4
      ${EndIf}
      System::Free $3
      System::Call 'advapi32::CloseServiceHandle(p r2)'
    ${EndIf}
    System::Call 'advapi32::CloseServiceHandle(p r1)'
  ${EndIf}
!macroend

; It has a minute to commit its queue (stoptimeout in 3cx-webhook-service.xml).
!macro stopService
  !insertmacro askService $5
  StrCpy $serviceRan "0"
  ${If} $5 != ""
  ${AndIf} $5 != 1
    StrCpy $serviceRan "1"
    nsExec::Exec '"$SYSDIR\net.exe" stop ${SERVICE_NAME}'
    Pop $7
    StrCpy $6 0
    ${DoWhile} $6 < 90
      !insertmacro askService $5
      ${If} $5 == 1
        ${ExitDo}
      ${EndIf}
      ; Not even asked to stop, as for want of rights: it would never end.
      ${If} $7 != 0
      ${AndIf} $5 == 4
        ${ExitDo}
      ${EndIf}
      Sleep 1000
      IntOp $6 $6 + 1
    ${Loop}
    ${If} $5 != 1
      !insertmacro giveUp "$(noStop)" 14
    ${EndIf}
  ${EndIf}
!macroend

; OUT: 0 while a process of the desktop program is there, of whatever user.
!macro findDesktop OUT
  nsExec::Exec '"$SYSDIR\cmd.exe" /C tasklist /FI "IMAGENAME eq ${APP_EXECUTABLE_FILENAME}" /FO CSV /NH | "$SYSDIR\findstr.exe" /B /I /C:"\"${APP_EXECUTABLE_FILENAME}\""'
  Pop ${OUT}
!macroend

; Its window closes to the tray, so that a polite request ends nothing. What it has accepted is on disk.
!macro endDesktop
  ${If} ${isUpdated}
    ; It has started this installer and is about to end.
    Sleep 2000
  ${EndIf}
  !insertmacro findDesktop $5
  ${If} $5 == 0
    ${IfNot} ${isUpdated}
      MessageBox MB_OKCANCEL|MB_ICONEXCLAMATION "$(stillOpen)" /SD IDOK IDOK +3
      SetErrorLevel 1
      Quit
    ${EndIf}
    StrCpy $6 0
    ${DoWhile} $6 < 5
      nsExec::Exec '"$SYSDIR\taskkill.exe" /F /T /IM "${APP_EXECUTABLE_FILENAME}"'
      Pop $0
      Sleep 1000
      !insertmacro findDesktop $5
      ${If} $5 != 0
        ${ExitDo}
      ${EndIf}
      IntOp $6 $6 + 1
    ${Loop}
    ${If} $5 == 0
      !insertmacro giveUp "$(noEnd)" 16
    ${EndIf}
  ${EndIf}
!macroend

; In place of electron-builder's own, which would kill the service's node.exe like any process below $INSTDIR.
; Everything that can be in the way is looked at before the service is stopped.
!macro customCheckAppRunning
  ReadEnvStr $programData "ProgramData"
  !insertmacro endDesktop
  !ifndef BUILD_UNINSTALLER
    !insertmacro needRoom
    !insertmacro needGoodSettings "${SERVICE_FOLDER}"
  !endif
  !insertmacro stopService
!macroend

!macro removeService
  !insertmacro askService $5
  ${If} $5 != ""
    nsExec::Exec '"${SERVICE_EXE}" uninstall'
    Pop $0
    ; Without a working wrapper Windows itself takes it off.
    ${If} $0 != 0
      nsExec::Exec '"$SYSDIR\sc.exe" delete ${SERVICE_NAME}'
      Pop $0
    ${EndIf}
  ${EndIf}
  !insertmacro closeFirewall
!macroend

!macro closeFirewall
  nsExec::Exec '"$SYSDIR\netsh.exe" advfirewall firewall delete rule name="${FIREWALL_RULE}"'
  Pop $0
!macroend

; ------------------------------------------------------------------ installer

!ifndef BUILD_UNINSTALLER

Var parts
Var partsDesktopButton
Var partsServiceButton

!macro customInit
  ReadEnvStr $programData "ProgramData"
  UserInfo::GetAccountType
  Pop $0
  ${If} $0 != "Admin"
    !insertmacro giveUp "$(noRights)" 11
  ${EndIf}
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/parts=" $parts
  ${If} ${Errors}
    ; The old uninstaller deletes this key on the way.
    ReadRegStr $parts HKLM "${INSTALL_REGISTRY_KEY}" Parts
    ${If} $parts == ""
      StrCpy $parts "desktop"
    ${EndIf}
  ${EndIf}
  ${If} $parts != "desktop"
  ${AndIf} $parts != "service"
  ${AndIf} $parts != "both"
    !insertmacro giveUp "$(wrongParts)" 10
  ${EndIf}
!macroend

!macro customPageAfterChangeDir
  Page custom partsPage partsLeave
!macroend

!macro customFinishPage
  !define MUI_FINISHPAGE_RUN
  !define MUI_FINISHPAGE_RUN_FUNCTION "startDesktop"
  !define MUI_PAGE_CUSTOMFUNCTION_SHOW finishShown
  !insertmacro MUI_PAGE_FINISH
!macroend

!macro installerFunctions
  Function partsPage
    ${If} ${isUpdated}
      Abort
    ${EndIf}
    !insertmacro MUI_HEADER_TEXT "$(partsTitle)" ""
    nsDialogs::Create 1018
    Pop $0
    ${NSD_CreateRadioButton} 0 0 100% 14u "$(partsDesktop)"
    Pop $partsDesktopButton
    ${NSD_CreateRadioButton} 0 18u 100% 14u "$(partsService)"
    Pop $partsServiceButton
    ${NSD_CreateRadioButton} 0 36u 100% 14u "$(partsBoth)"
    Pop $1
    ${NSD_CreateLabel} 0 60u 100% 40u "$(partsText)"
    Pop $0
    ${Select} $parts
      ${Case} "desktop"
        ${NSD_Check} $partsDesktopButton
      ${Case} "service"
        ${NSD_Check} $partsServiceButton
      ${Default}
        ${NSD_Check} $1
    ${EndSelect}
    nsDialogs::Show
  FunctionEnd

  Function partsLeave
    StrCpy $parts "both"
    ${NSD_GetState} $partsDesktopButton $0
    ${If} $0 == ${BST_CHECKED}
      StrCpy $parts "desktop"
    ${EndIf}
    ${NSD_GetState} $partsServiceButton $0
    ${If} $0 == ${BST_CHECKED}
      StrCpy $parts "service"
    ${EndIf}
  FunctionEnd

  Function startDesktop
    ${If} ${isUpdated}
      StrCpy $1 "--updated"
    ${Else}
      StrCpy $1 ""
    ${EndIf}
    ${StdUtils.ExecShellAsUser} $0 "$launchLink" "open" "$1"
  FunctionEnd

  Function finishShown
    ${If} $parts == "service"
      SendMessage $mui.FinishPage.Run ${BM_SETCHECK} ${BST_UNCHECKED} 0
      ShowWindow $mui.FinishPage.Run ${SW_HIDE}
    ${EndIf}
  FunctionEnd

  ; $1: what the service has said last. Its end is in the file, at most.
  Function lastWords
    StrCpy $1 ""
    ClearErrors
    FileOpen $2 "${SERVICE_DATA}\logs\3cx-webhook-service.err.log" r
    ${IfNot} ${Errors}
      FileSeek $2 0 END $3
      ${If} $3 > 1500
        FileSeek $2 -1500 END
      ${Else}
        FileSeek $2 0 SET
      ${EndIf}
      ${Do}
        ClearErrors
        FileRead $2 $4
        ${If} ${Errors}
          ${ExitDo}
        ${EndIf}
        ${If} $4 != "$\r$\n"
        ${AndIf} $4 != "$\n"
          StrCpy $1 $4
        ${EndIf}
      ${Loop}
      FileClose $2
    ${EndIf}
  FunctionEnd
!macroend

!macro needRoom
  ${GetRoot} "$INSTDIR" $1
  ${DriveSpace} "$1\" "/D=F /S=M" $3
  !ifdef APP_64_UNPACKED_SIZE
    IntOp $2 ${APP_64_UNPACKED_SIZE} / 1024
  !else
    StrCpy $2 0
  !endif
  IntOp $2 $2 + ${SPARE_MB}
  ${If} $3 < $2
    !insertmacro giveUp "$(noRoom)" 12
  ${EndIf}
!macroend

; A service with mistaken settings runs on with its former ones, but would not start again.
!macro needGoodSettings FOLDER
  !insertmacro askService $5
  ${If} $5 != ""
  ${AndIf} ${FileExists} "${FOLDER}\headless.js"
  ${AndIf} ${FileExists} "${SERVICE_DATA}\settings.ini"
    nsExec::ExecToStack '"${FOLDER}\node.exe" "${FOLDER}\headless.js" --check --data "${SERVICE_DATA}"'
    Pop $0
    Pop $1
    ${If} $0 == 2
      !insertmacro giveUp "$(badSettings)" 13
    ${EndIf}
  ${EndIf}
!macroend

; The old version's uninstaller has put its files back when one of them was in use. One that is missing (the error
; flag) leaves files to be overwritten, which is fine.
!macro customUnInstallCheck
  ${IfNot} ${Errors}
  ${AndIf} $R0 != 0
    ${If} $serviceRan == "1"
      nsExec::Exec '"$SYSDIR\net.exe" start ${SERVICE_NAME}'
      Pop $0
    ${EndIf}
    !insertmacro giveUp "$(noRemove)" 17
  ${EndIf}
!macroend

!macro customInstall
  WriteRegStr SHELL_CONTEXT "${INSTALL_REGISTRY_KEY}" Parts "$parts"
  ${If} $parts == "desktop"
    !insertmacro removeService
    RMDir /r "${SERVICE_FOLDER}"
  ${Else}
    !insertmacro installService
  ${EndIf}
  ${If} $parts == "service"
    !insertmacro removeDesktopFiles
  ${EndIf}
!macroend

!macro installService
  CreateDirectory "${SERVICE_DATA}\logs"
  !insertmacro askService $5
  StrCpy $7 $5
  ${If} $7 == ""
    nsExec::Exec '"${SERVICE_EXE}" install'
    Pop $0
    ; A name of its own within LocalService, so that other services of that account cannot read its secrets.
    nsExec::Exec '"$SYSDIR\sc.exe" sidtype ${SERVICE_NAME} unrestricted'
    Pop $0
    ; Whoever made this folder before: it belongs to administrators now.
    nsExec::Exec '"$SYSDIR\icacls.exe" "${SERVICE_DATA}" /setowner *S-1-5-32-544 /T /C /Q'
    Pop $0
  ${Else}
    ; The account and the way it starts stay as an administrator has set them.
    nsExec::Exec '"$SYSDIR\sc.exe" config ${SERVICE_NAME} binPath= "\"${SERVICE_EXE}\""'
    Pop $0
  ${EndIf}
  nsExec::Exec '"$SYSDIR\icacls.exe" "${SERVICE_DATA}" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F "NT SERVICE\${SERVICE_NAME}:(OI)(CI)M" /Q'
  Pop $0
  !insertmacro setFirewall
  ; A service that somebody had stopped stays stopped.
  ${If} $7 == ""
  ${OrIf} $serviceRan == "1"
    !insertmacro startService
  ${EndIf}
!macroend

; Started is not yet running: a port in use or mistaken settings end it again within moments.
!macro startService
  nsExec::Exec '"$SYSDIR\net.exe" start ${SERVICE_NAME}'
  Pop $0
  StrCpy $6 0
  ${DoWhile} $6 < 8
    Sleep 1000
    !insertmacro askService $5
    ${If} $5 == 1
      ${ExitDo}
    ${EndIf}
    IntOp $6 $6 + 1
  ${Loop}
  ${If} $5 != 4
    ; A first installation leaves no service that starts in vain with Windows.
    ${If} $7 == ""
      !insertmacro removeService
    ${EndIf}
    Call lastWords
    !insertmacro say "$(noStart)"
    SetErrorLevel 15
  ${EndIf}
!macroend

; The service listens on this machine only unless its settings say otherwise; then others must reach it.
!macro setFirewall
  !insertmacro closeFirewall
  ReadINIStr $0 "${SERVICE_DATA}\settings.ini" "server" "host"
  ReadINIStr $1 "${SERVICE_DATA}\settings.ini" "server" "port"
  StrCpy $2 $0 4
  ${If} $0 != ""
  ${AndIf} $2 != "127."
  ${AndIf} $0 != "localhost"
  ${AndIf} $0 != "::1"
    ; A comment may follow; 0 stands for no number.
    IntOp $1 $1 + 0
    ${If} $1 == 0
      StrCpy $1 "8444"
    ${EndIf}
    nsExec::Exec '"$SYSDIR\netsh.exe" advfirewall firewall add rule name="${FIREWALL_RULE}" dir=in action=allow protocol=TCP localport=$1 program="${SERVICE_FOLDER}\node.exe" profile=domain,private'
    Pop $0
  ${EndIf}
!macroend

; A server has no use for a browser engine. What is listed here is held to the packed files by scripts/packing/check.ts.
!macro removeDesktopFiles
  Delete "$newStartMenuLink"
  Delete "$newDesktopLink"
  Delete "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
  Delete "$INSTDIR\*.dll"
  Delete "$INSTDIR\*.pak"
  Delete "$INSTDIR\*.bin"
  Delete "$INSTDIR\*.dat"
  Delete "$INSTDIR\version"
  Delete "$INSTDIR\vk_swiftshader_icd.json"
  Delete "$INSTDIR\LICENSE.electron.txt"
  Delete "$INSTDIR\LICENSES.chromium.html"
  RMDir /r "$INSTDIR\locales"
  Delete "$INSTDIR\resources\app.asar"
  Delete "$INSTDIR\resources\app-update.yml"
  Delete "$INSTDIR\resources\elevate.exe"
!macroend

!endif

; ------------------------------------------------------------------ uninstaller

!macro customUnInstall
  ${IfNot} ${isUpdated}
    !insertmacro removeService
    ; Of the user who uninstalls; Electron names the value by the program's model id.
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "${APP_ID}"
    StrCpy $5 "keep"
    ${If} ${Silent}
      ${GetParameters} $R0
      ClearErrors
      ${GetOptions} $R0 "--delete-data" $R1
      ${IfNot} ${Errors}
        StrCpy $5 "delete"
      ${EndIf}
    ${Else}
      MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(askData)" /SD IDNO IDNO +2
      StrCpy $5 "delete"
    ${EndIf}
    ${If} $5 == "delete"
      ; Unlike RMDir /r it does not follow a junction that somebody has put there.
      nsExec::Exec '"$SYSDIR\cmd.exe" /C rd /s /q "${SERVICE_DATA}"'
      Pop $0
      nsExec::Exec '"$SYSDIR\cmd.exe" /C rd /s /q "${DESKTOP_DATA}"'
      Pop $0
    ${EndIf}
  ${EndIf}
!macroend
