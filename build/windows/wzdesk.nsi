; The installer of wzdesk for 64-bit Windows 10 and later: for one person, without administrator rights.
;
;   makensis "-XTarget amd64-unicode" -DVERSION=0.1.0 -DNUMBERS=0.1.0.0 -DFOLDER=... -DICON=... -DSIZE_KB=... \
;       -DOUT=... wzdesk.nsi
;
; Silent: /S, and /D=C:\path last. Exit codes: 0 done, 1 cancelled, 2 not installed (the program runs, no rights).
; Data (%LOCALAPPDATA%\wzdesk) and settings (HKCU\Software\wzdesk) are touched by neither installing nor removing.

Unicode true
ManifestDPIAware true
ManifestSupportedOS Win10
!ifdef QUICK ; to try a change: larger, but made in seconds
    SetCompressor zlib
!else
    SetCompressor /SOLID lzma
    SetCompressorDictSize 64
!endif
SetDateSave on

!include MUI2.nsh
!include WordFunc.nsh
!include x64.nsh
!include WinVer.nsh

!define TITLE "wzdesk 计划与项目工作台"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\wzdesk"
!define CLASSES "Software\Classes"
!define FILETYPE "wzdesk.DataFile"
!define PACKTYPE "wzdesk.PackUpdate"

Name "${TITLE}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\wzdesk"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
RequestExecutionLevel user
BrandingText "wzdesk ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=2052 "ProductName" "wzdesk"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "FileDescription" "${TITLE} 安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "CompanyName" "wzdesk"
VIAddVersionKey /LANG=2052 "LegalCopyright" "MIT License"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "安装 ${TITLE} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "只为当前用户安装，不需要管理员权限。$\r$\n$\r$\n以前装过的版本会被换成这一版，您的数据和设置不受影响。"
!define MUI_FINISHPAGE_RUN "$INSTDIR\wzdesk.exe"
!define MUI_FINISHPAGE_RUN_TEXT "现在打开 wzdesk"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "将从这台电脑上卸载 wzdesk。您的数据文件、备份和设置都会保留。"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

; Tells the person to close the program; without a person gives up.
!macro WaitUntilClosed UN
Function ${UN}WaitUntilClosed
    again:
    StrCpy $0 "$INSTDIR\wzdesk.exe"
    Call ${UN}IsInUse
    StrCmp $1 "0" 0 ask
    StrCpy $0 "$INSTDIR\wzdesk-cli.exe"
    Call ${UN}IsInUse
    StrCmp $1 "0" done
    ask:
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "wzdesk 正在运行。请关闭它的窗口，再点“重试”。" /SD IDCANCEL IDRETRY again
    SetErrorLevel 2
    Quit
    done:
FunctionEnd

; $1 is 1 when the program in $0 runs: Windows lets nobody write into what runs.
Function ${UN}IsInUse
    StrCpy $1 "0"
    IfFileExists "$0" 0 free
    ClearErrors
    FileOpen $2 "$0" a
    IfErrors 0 close
    StrCpy $1 "1"
    Goto free
    close:
    FileClose $2
    free:
FunctionEnd
!macroend
!insertmacro WaitUntilClosed ""
!insertmacro WaitUntilClosed "un."

Function .onInit
    ${IfNot} ${RunningX64}
        MessageBox MB_ICONSTOP "这台电脑是 32 位的系统，wzdesk 需要 64 位的 Windows 10（1809）或更新的版本。" /SD IDOK
        SetErrorLevel 2
        Quit
    ${EndIf}
    ${IfNot} ${AtLeastWin10}
        MessageBox MB_ICONSTOP "这台电脑的系统太旧，wzdesk 需要 64 位的 Windows 10（1809）或更新的版本。" /SD IDOK
        SetErrorLevel 2
        Quit
    ${EndIf}
    ReadRegStr $0 HKCU "${UNINSTALL}" "DisplayVersion"
    ${If} $0 != ""
        ${VersionCompare} "$0" "${VERSION}" $1
        ${If} $1 == 1
            MessageBox MB_YESNO|MB_ICONQUESTION "已经装了更新的版本 $0。确定要换回 ${VERSION} 吗？新版本存过的数据文件，旧版本可能打不开。" /SD IDYES IDYES goon
            Quit
            goon:
        ${EndIf}
    ${EndIf}
FunctionEnd

Function un.onInit
    SetShellVarContext current
FunctionEnd

Section "wzdesk" SecProgram
    SectionIn RO
    SetShellVarContext current
    Call WaitUntilClosed
    ; The old program is put aside whole and only removed when the new one is there.
    RMDir /r "$INSTDIR\program.old"
    IfFileExists "$INSTDIR\program\*.*" 0 lay
    ClearErrors
    Rename "$INSTDIR\program" "$INSTDIR\program.old"
    IfErrors 0 lay
    MessageBox MB_ICONSTOP "以前的版本换不下来，可能还有 wzdesk 的进程没有结束。请重新启动电脑后再安装。" /SD IDOK
    SetErrorLevel 2
    Quit

    lay:
    ClearErrors
    SetOutPath "$INSTDIR"
    File /r "${FOLDER}/*"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    IfErrors 0 laid
    RMDir /r "$INSTDIR\program"
    Rename "$INSTDIR\program.old" "$INSTDIR\program"
    MessageBox MB_ICONSTOP "没有装成：文件写不进“$INSTDIR”。请看看磁盘还有没有空间，或换一个文件夹。" /SD IDOK
    SetErrorLevel 2
    Quit

    laid:
    RMDir /r "$INSTDIR\program.old"
    ; What Python makes of each file at its first use is made now, so that the first start is as quick as the others.
    DetailPrint "正在准备程序…"
    nsExec::Exec '"$INSTDIR\program\python\python.exe" -X utf8 -m compileall -q "$INSTDIR\program\app" "$INSTDIR\program\lib"'
    Pop $0

    CreateShortCut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\wzdesk.exe" "" "$INSTDIR\wzdesk.exe" 0

    WriteRegStr HKCU "${CLASSES}\.wzd" "" "${FILETYPE}"
    WriteRegStr HKCU "${CLASSES}\.wzd" "Content Type" "application/vnd.wzdesk"
    WriteRegStr HKCU "${CLASSES}\.wzd\OpenWithProgids" "${FILETYPE}" ""
    WriteRegStr HKCU "${CLASSES}\${FILETYPE}" "" "wzdesk 数据文件"
    WriteRegStr HKCU "${CLASSES}\${FILETYPE}\DefaultIcon" "" "$INSTDIR\wzdesk.exe,0"
    WriteRegStr HKCU "${CLASSES}\${FILETYPE}\shell\open\command" "" '"$INSTDIR\wzdesk.exe" --data "%1"'
    WriteRegStr HKCU "${CLASSES}\.wzpack" "" "${PACKTYPE}"
    WriteRegStr HKCU "${CLASSES}\.wzpack\OpenWithProgids" "${PACKTYPE}" ""
    WriteRegStr HKCU "${CLASSES}\${PACKTYPE}" "" "wzdesk 数据包更新"
    WriteRegStr HKCU "${CLASSES}\${PACKTYPE}\DefaultIcon" "" "$INSTDIR\wzdesk.exe,0"
    WriteRegStr HKCU "${CLASSES}\${PACKTYPE}\shell\open\command" "" '"$INSTDIR\wzdesk.exe" "%1"'
    WriteRegStr HKCU "${CLASSES}\Applications\wzdesk.exe\shell\open\command" "" '"$INSTDIR\wzdesk.exe" "%1"'
    WriteRegStr HKCU "${CLASSES}\Applications\wzdesk.exe" "FriendlyAppName" "${TITLE}"
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

    WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${TITLE}"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\wzdesk.exe,0"
    WriteRegStr HKCU "${UNINSTALL}" "Publisher" "wzdesk"
    WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE_KB}
    WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
    WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section "桌面快捷方式" SecDesktop
    ; Not put back on an upgrade where the person took it away; a silent installation makes none.
    IfSilent done
    CreateShortCut "$DESKTOP\${TITLE}.lnk" "$INSTDIR\wzdesk.exe" "" "$INSTDIR\wzdesk.exe" 0
    done:
SectionEnd

Section "Uninstall"
    Call un.WaitUntilClosed
    RMDir /r "$INSTDIR\program"
    RMDir /r "$INSTDIR\program.old"
    Delete "$INSTDIR\wzdesk.exe"
    Delete "$INSTDIR\wzdesk-cli.exe"
    Delete "$INSTDIR\LICENSE.txt"
    Delete "$INSTDIR\licences.txt"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\${TITLE}.lnk"
    Delete "$DESKTOP\${TITLE}.lnk"
    ReadRegStr $0 HKCU "${CLASSES}\.wzd" ""
    ${If} $0 == "${FILETYPE}"
        DeleteRegKey HKCU "${CLASSES}\.wzd"
    ${EndIf}
    DeleteRegKey HKCU "${CLASSES}\${FILETYPE}"
    ReadRegStr $0 HKCU "${CLASSES}\.wzpack" ""
    ${If} $0 == "${PACKTYPE}"
        DeleteRegKey HKCU "${CLASSES}\.wzpack"
    ${EndIf}
    DeleteRegKey HKCU "${CLASSES}\${PACKTYPE}"
    DeleteRegKey HKCU "${CLASSES}\Applications\wzdesk.exe"
    DeleteRegKey HKCU "${UNINSTALL}"
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

LangString DESC_Program 2052 "程序本身、开始菜单里的入口，双击 .wzd 数据文件和 .wzpack 数据包就能打开。"
LangString DESC_Desktop 2052 "在桌面上放一个图标。"
!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
!insertmacro MUI_DESCRIPTION_TEXT ${SecProgram} $(DESC_Program)
!insertmacro MUI_DESCRIPTION_TEXT ${SecDesktop} $(DESC_Desktop)
!insertmacro MUI_FUNCTION_DESCRIPTION_END
