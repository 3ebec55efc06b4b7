const ENDING = '.compiled';

/** Where what V8 makes of a cloud assembly's functions is kept: beside the assembly's folder. */
export const compileCacheOf = (cdkOut: string): string => `${cdkOut}${ENDING}`;

/** The folder of the cloud assembly to which a folder of that kind belongs; nothing for any other folder. */
export const assemblyOfCompileCache = (folder: string): string | undefined =>
  folder.endsWith(ENDING) ? folder.slice(0, -ENDING.length) : undefined;
