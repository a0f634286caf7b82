/**
 * Names of the months as browsers and C libraries print them, January first, in lower case: whole names, and what is short
 * for one without being its beginning. Source: Unicode CLDR, glibc locales. Croatian has a list of its
 * own: its lip, srp and lis are other months in Polish and Czech. Finnish is left out, too: its mar is November, and its dates are numbers.
 */
const names: readonly string[] = [
  `
    enero gener gennaio ianuarie jaanuar janar janeiro januari january januára janvier janvāris janúar leden
    ledna ocak sausio sausis styczeń stycznia urtarrila xaneiro yanvar ιανουαρίου січень січня январь января
    януари јануари қаңтар ינואר جنوری يناير जनवरी জানুয়ারি ஜனவரி
  `,
  `
    febbraio febreiro febrero februarie february februára februāris febrúar fevereiro fevral février lutego luty
    otsaila shkurt vasario vasaris veebruar února şubat φεβρουαρίου ақпан лютий лютого февраль февраля февруари
    פברואר فبراير فروری फ़रवरी ফেব্রুয়ারি பிப்ரவரி
  `,
  `
    březen března kovas kovo maart mac marca march marec maret mars martie marts martxoa marzec marzo março mrt
    március märts märz μαρτίου березень березня марта наурыз מרץ مارس مارچ मार्च মার্চ மார்ச்
  `,
  `
    abril apirila aprel aprile aprilie aprill apríla aprīlis avril balandis balandžio duben dubna kwiecień
    kwietnia nisan prill április απριλίου апрель апреля април квітень квітня сәуір אפריל أبريل اپریل अप्रैल
    এপ্রিল ஏப்ரல்
  `,
  `
    gegužės květen května maggio maiatza maig maijs maio maja mayo mayıs maí mei mája május μαΐου май мамыр мая
    мај травень травня מאי مئی مايو मई মে மே
  `,
  `
    birželio birželis czerwca czerwiec ekaina giugno haziran iunie iyn iyun juin june junho junij junio juny
    juuni júna június júní jūnijs qershor xuño čen červen června čvn ιουνίου июнь июня маусым червень червня юни
    јуни יוני جون يونيو जून জুন ஜூன்
  `,
  `
    iulie iyl iyul juillet julai julho julij juliol july juuli júla július júlí jūlijs korrik liepa liepos lipca
    lipiec luglio temmuz uztaila xullo čec července červenec čvc ιουλίου июль июля липень липня шілде юли јули
    יולי جولائی يوليو जुलाई জুলাই ஜூலை
  `,
  `
    abuztua ag agosto agustus août augusta augusti augusts augustus augusztus avgust avqust ağustos gusht ogos
    rugpjūtis rugpjūčio sierpień sierpnia srpen srpna ágúst αυγούστου августа серпень серпня тамыз אוגוסט أغسطس
    اگست अगस्त আগস্ট ஆகஸ்ட்
  `,
  `
    eylül iraila rugsėjis rugsėjo sentyabr septembar september septembra septembre septembrie septembris
    septiembre setembre setembro settembre shtator szeptember wrzesień września září σεπτεμβρίου вересень
    вересня сентябрь сентября септември қыркүйек ספטמבר سبتمبر ستمبر सितंबर সেপ্টেম্বর செப்டம்பர்
  `,
  `
    ekim october octobre octombrie octubre oktobar oktober oktobris oktoober oktyabr október októbra ottobre
    outubro października spalio spalis tetor urria říjen října οκτωβρίου жовтень жовтня октомври октябрь октября
    қазан אוקטובר أكتوبر اکتوبر अक्टूबर অক্টোবর அக்டோபர்
  `,
  `
    azaroa kasım lapkritis lapkričio listopada listopadu noiembrie novembar november novembra novembre novembris
    novembro noviembre noyabr nëntor nóvember νοεμβρίου листопада ноември ноябрь ноября қараша נובמבר نوفمبر
    نومبر नवंबर নভেম্বর நவம்பர்
  `,
  `
    abendua aralık decembar december decembra decembrie decembris decembro dekabr desember desembre detsember
    dezember dezembro dhjetor dicembre diciembre disember décembre grudnia grudzień gruodis gruodžio prosince
    prosinec δεκεμβρίου грудень грудня декабрь декабря декември желтоқсан דצמבר دسمبر ديسمبر दिसंबर ডিসেম্বর
    டிசம்பர்
  `,
];

/** As a Croatian browser shortens them, January first. Source: Unicode CLDR. */
const croatianNames = 'sij velj ožu tra svi lip srp kol ruj lis stu pro'.split(' ');

/** The month, 1-based, in a date that is known to be Croatian; null for a word of another language. */
export function croatianMonthOf(word: string): number | null {
  const index = croatianNames.indexOf(word.toLowerCase());
  return index === -1 ? null : index + 1;
}

/** A shorter beginning is a unit or a preposition; in alphabets that write few vowels, or signs for syllables, it is a month. */
function shortestBeginning(name: string): number {
  return name.charCodeAt(0) < firstOfHebrew ? 3 : 2;
}

const firstOfHebrew = 0x590;

/** Stands for a word that begins the names of several months. */
const ambiguous = 0;

/** Made when first asked for: few logs are in another language. */
let monthByWord: ReadonlyMap<string, number> | null = null;

/**
 * The month, 1-based, that a word names or begins to name in some language: `Okt`, `août`, `авг.`; null where it is none,
 * or may be two.
 */
export function monthOf(word: string): number | null {
  const month = lookUp(word);
  return month === undefined || month === ambiguous ? null : month;
}

/** Whether a word names a month, be it one or the other. */
export function isMonthOfSomeLanguage(word: string): boolean {
  return lookUp(word) !== undefined;
}

function lookUp(word: string): number | undefined {
  monthByWord ??= monthsByWord();
  // Without the dot, or another alphabet's mark, of an abbreviation, and without the case.
  const bare = word.toLowerCase().replace(/[.׳॰]$/, '');
  // A Hebrew date has the preposition written together with the month.
  return monthByWord.get(bare) ?? monthByWord.get(bare.replace(/^ב/, ''));
}

/** Whole names count before what is the beginning of another month's name: červen is June, červenec July. */
function monthsByWord(): ReadonlyMap<string, number> {
  const months = new Map<string, number>();
  const lists = names.map((list) => list.trim().split(/\s+/));
  for (const [index, list] of lists.entries()) {
    for (const name of list) {
      for (let length = shortestBeginning(name); length < name.length; length += 1) {
        const beginning = name.slice(0, length);
        const known = months.get(beginning) ?? index + 1;
        months.set(beginning, known === index + 1 ? known : ambiguous);
      }
    }
  }
  for (const [index, list] of lists.entries()) for (const name of list) months.set(name, index + 1);
  return months;
}
