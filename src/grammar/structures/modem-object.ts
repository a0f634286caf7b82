/** `/org/freedesktop/ModemManager1/Modem/0` */
const dbusPath = /\/org\/freedesktop\/ModemManager1\/([A-Z][A-Za-z]*)\/(\d{1,9})/;

/** What ModemManager itself calls an object in its log: `modem0`, `bearer1`, `sim0`; null where the text has no path. */
export function modemObject(text: string): string | null {
  const path = dbusPath.exec(text);
  return path === null ? null : `${path[1]?.toLowerCase()}${path[2]}`;
}
