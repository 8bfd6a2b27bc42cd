/* Runs program\app\start.py in this very process, so that task bar and task manager show wzdesk and not Python.
 *
 * Made twice: with WITH_WINDOW for wzdesk.exe, without for wzdesk-cli.exe, which has a console. Python's library is
 * loaded from the folder of the installation by its whole path; nothing is searched for elsewhere.
 */
#include <stdio.h>
#include <windows.h>

#define MOST_PATH 32768
#define COUNT(array) (sizeof(array) / sizeof(array[0]))

typedef int (*py_main)(int, wchar_t **);

static int complain(const wchar_t *path)
{
    static wchar_t text[MOST_PATH + 200];

    _snwprintf(text, COUNT(text) - 1, L"wzdesk 没有启动成功，缺少文件：\n%ls\n\n请重新运行安装程序，数据不会丢。", path);
#ifdef WITH_WINDOW
    MessageBoxW(NULL, text, L"wzdesk", MB_ICONERROR);
#else
    DWORD written;
    WriteConsoleW(GetStdHandle(STD_ERROR_HANDLE), text, (DWORD)wcslen(text), &written, NULL);
#endif
    return 1;
}

static int run(int count, wchar_t **words)
{
    static wchar_t here[MOST_PATH], library[MOST_PATH + 50], script[MOST_PATH + 50];
    static wchar_t *utf8[] = {L"-X", L"utf8"};
    DWORD length = GetModuleFileNameW(NULL, here, MOST_PATH);
    wchar_t *end = wcsrchr(here, L'\\');

    if (length == 0 || length >= MOST_PATH || end == NULL)
        return complain(L"wzdesk.exe");
    *end = L'\0';
    _snwprintf(library, COUNT(library) - 1, L"%ls\\program\\python\\python312.dll", here);
    _snwprintf(script, COUNT(script) - 1, L"%ls\\program\\app\\start.py", here);
    SetDllDirectoryW(L""); /* not from the folder that happens to be the current one */
    HMODULE python = LoadLibraryExW(library, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    py_main main = python ? (py_main)(void *)GetProcAddress(python, "Py_Main") : NULL;
    if (main == NULL)
        return complain(library);

    wchar_t **all = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof(wchar_t *) * (count + COUNT(utf8) + 2));
    if (all == NULL)
        return 1;
    int at = 0;
    all[at++] = words[0];
    for (size_t each = 0; each < COUNT(utf8); each++)
        all[at++] = utf8[each];
    all[at++] = script;
    for (int each = 1; each < count; each++)
        all[at++] = words[each];
    return main(at, all);
}

#ifdef WITH_WINDOW
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, wchar_t *line, int show)
{
    (void)instance, (void)before, (void)line, (void)show;
    return run(__argc, __wargv);
}
#else
int wmain(int count, wchar_t **words)
{
    return run(count, words);
}
#endif
