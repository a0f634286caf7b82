/** What a worker says before its work on a bundle: the time that it takes to start is not the bundle's. */
export const begun = 'begun';
