# A script of comgt on its standard input, in which `^` and `"` are written ^^ and ^". It makes the port raw, and puts it back. It is
# to print line by line: `set comecho on` prints nothing (comgt 0.32). Why it pauses after each character: see `by_gcom` of the
# collection.
attempt() {
  words=$(printf '%s' "$command" | sed 's/[\^"]/^&/g')
  exec "$program" -d "$port" -s /proc/self/fd/0 2>&1 <<-END
	opengt
	set com 115200n81
	set senddelay 0.02
	waitquiet 1 0.1
	let n=0
	send "$words^m"
	:line
	get $patience "^m^j" \$s
	let a=len(\$s)
	if a=0 goto quit
	print \$s,"^m^j"
	if \$s="OK" goto quit
	if \$s="ERROR" goto quit
	if \$s="BUSY" goto quit
	if a<7 goto next
	if \$s="NO CARRIER" goto quit
	if \$s="NO ANSWER" goto quit
	if \$s="NO DIALTONE" goto quit
	if \$s="COMMAND NOT SUPPORT" goto quit
	if \$s="TOO MANY PARAMETERS" goto quit
	if \$left(\$s,7)="CONNECT" goto quit
	if a<11 goto next
	if \$left(\$s,10)="+CME ERROR" goto quit
	if \$left(\$s,10)="+CMS ERROR" goto quit
	:next
	inc n
	if n<400 goto line
	:quit
	close hardcom
	exit 0
	END
}

check() {
  :
}
