# One pseudoterminal whose other end is this program's standard input and output: Node cannot make one itself.
#
# Debian's perl-base is on every Debian. socat would do for the bytes, but ends at the first close, or cannot tell of it; a
# modem must know when the last program closes its port, for that is when DTR drops.
#
# Standard input: the bytes of the modem, as they are. Standard output, in frames: a letter, a length of two bytes, the rest:
# N and the name of the terminal, at first; O: opened; C: closed; D and bytes of the router.
use strict;
use warnings;
use Errno qw(EAGAIN EINTR EIO);
use Fcntl qw(O_NOCTTY O_NONBLOCK O_RDWR);

# asm-generic/ioctls.h, which holds for x86 and ARM.
use constant { TIOCGPTN => 0x80045430, TIOCSPTLCK => 0x40045431 };

sub tell_node {
  my ($kind, $bytes) = @_;
  my $frame = pack('a1 n', $kind, length $bytes) . $bytes;
  while (length $frame) {
    my $written = syswrite STDOUT, $frame;
    exit 0 unless defined $written;
    substr $frame, 0, $written, '';
  }
}

sysopen my $master, '/dev/ptmx', O_RDWR | O_NOCTTY | O_NONBLOCK or die "ptmx: $!\n";
my $unlocked = pack 'i', 0;
ioctl $master, TIOCSPTLCK, $unlocked or die "TIOCSPTLCK: $!\n";
my $number = pack 'i', 0;
ioctl $master, TIOCGPTN, $number or die "TIOCGPTN: $!\n";
my $name = '/dev/pts/' . unpack 'i', $number;

# Until somebody has had it open, the master waits; afterwards it says EIO while nobody has.
sysopen my $slave, $name, O_RDWR | O_NOCTTY or die "$name: $!\n";
close $slave;
tell_node('N', $name);

my $is_open = 0;
while (1) {
  my $waiting = '';
  vec($waiting, fileno STDIN, 1) = 1;
  vec($waiting, fileno $master, 1) = 1 if $is_open;
  # A closed terminal is always ready to say so: it is asked again after a moment.
  my $ready = select(my $readable = $waiting, undef, undef, $is_open ? undef : 0.005);
  if ($is_open ? vec($readable, fileno $master, 1) : 1) {
    my $count = sysread $master, my $bytes, 4096;
    if (defined $count && $count > 0) {
      tell_node('O', '') unless $is_open;
      $is_open = 1;
      tell_node('D', $bytes);
    } elsif (defined $count || $! == EIO) {
      tell_node('C', '') if $is_open;
      $is_open = 0;
    } elsif ($! == EAGAIN || $! == EINTR) {
      # Open, and nothing to read.
      tell_node('O', '') unless $is_open;
      $is_open = 1;
    }
  }
  next unless $ready > 0 && vec($readable, fileno STDIN, 1);
  my $count = sysread STDIN, my $bytes, 4096;
  last unless $count;
  # A port that nobody has open loses what is sent to it.
  while ($is_open && length $bytes) {
    my $written = syswrite $master, $bytes;
    if (defined $written) { substr $bytes, 0, $written, ''; next }
    last unless $! == EAGAIN || $! == EINTR;
    vec(my $full = '', fileno $master, 1) = 1;
    select undef, $full, undef, 0.1;
  }
}
