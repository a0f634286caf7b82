const reasonAtEnd = /: <reason:text>$/;
const firstLetter = /^[a-z]/;

/**
 * Wordings as all releases of ModemManager print them. Up to 1.12 most sentences begin with a capital and many quote the
 * error at their end; later ones do neither (ModemManager commit series of 1.14, "log objects").
 */
export function ofAllReleases(...templates: readonly string[]): readonly string[] {
  return templates.flatMap((template) => {
    const spellings = firstLetter.test(template)
      ? [template, template.charAt(0).toUpperCase() + template.slice(1)]
      : [template];
    return holesOf(template) === 1 && reasonAtEnd.test(template)
      ? spellings.flatMap((spelling) => [spelling, spelling.replace(reasonAtEnd, ": '<reason:text>'")])
      : spellings;
  });
}

/** A quotation mark behind free text could as well belong to the text. */
function holesOf(template: string): number {
  return template.split(/<\w+:\w+>/).length - 1;
}
