using System.Diagnostics;
using System.Runtime.InteropServices;

namespace HandoffBot.Server.Drill;

/// <summary>A process of the drill that can be killed, frozen and started again; what it prints goes to a file.</summary>
internal sealed class ChildProcess(ProcessStartInfo start, string log) : IDisposable
{
    private readonly Lock _lock = new();
    private Process? _process;

    public bool IsRunning
    {
        get
        {
            lock (_lock)
            {
                return _process is { HasExited: false };
            }
        }
    }

    public void Start()
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        lock (_lock)
        {
            var writer = TextWriter.Synchronized(new StreamWriter(log, append: true) { AutoFlush = true });
            _process = Process.Start(start)!;
            _process.OutputDataReceived += (_, line) => writer.WriteLine(line.Data);
            _process.ErrorDataReceived += (_, line) => writer.WriteLine(line.Data);
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }
    }

    /// <summary>kill -9; also of a frozen process.</summary>
    public void Kill()
    {
        lock (_lock)
        {
            if (_process is { } process)
            {
                process.Kill();
                process.WaitForExit();
                process.Dispose();
                _process = null;
            }
        }
    }

    /// <summary>SIGSTOP: it keeps its connections and answers nothing.</summary>
    public void Freeze() => Send(OperatingSystem.IsMacOS() ? 17 : 19);

    /// <summary>SIGCONT.</summary>
    public void Thaw() => Send(OperatingSystem.IsMacOS() ? 19 : 18);

    public void Dispose() => Kill();

    private void Send(int signal)
    {
        lock (_lock)
        {
            if (_process is { HasExited: false } process)
            {
                _ = SendSignal(process.Id, signal);
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
