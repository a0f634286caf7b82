/** A sentence of NMEA 0183 from a receiver, at the start of a line: GPS, GLONASS, Galileo, BeiDou, several of them. */
export const nmeaSentence = /^\$(?:G[A-Z]|BD)[A-Z]{3},/m;
