"""Runs a command in a terminal of its own: terminal.py COLUMNS COMMAND...

What comes in on standard input is typed, what the terminal shows goes to standard output. Ends with the exit code of
the command, 128 and the signal's number if a signal ended it.
"""

import fcntl
import os
import pty
import select
import struct
import sys
import termios

columns, command = int(sys.argv[1]), sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    os.execvp(command[0], command)

readable = [terminal, 0]
while terminal in readable:
    ready, _, _ = select.select(readable, [], [])
    for source in ready:
        try:
            data = os.read(source, 65536)
        except OSError:
            # Linux reports EIO once nobody holds the other side of the terminal.
            data = b""
        if not data:
            readable.remove(source)
        elif source == terminal:
            os.write(1, data)
        else:
            os.write(terminal, data)

_, status = os.waitpid(child, 0)
sys.exit(os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status))
