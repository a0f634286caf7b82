/**
 * Causes that rules for options of `/etc/config/network` need beside those of the catalogue's data, in the same form:
 *   id|kind|rung|breaks|maxConfidence|group|title
 */
export const optionCauseRows = `option-misspelt|cause|config|control|likely|config|an option that the handler needs stands there under a misspelt name
option-value-invalid|meta|meta|||config|an option has a value that its handler cannot use
apn-of-other-operator|cause|config|dial|likely|apn|the APN is another operator's, not the SIM card's`;
