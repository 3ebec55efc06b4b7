/** The folder of `--data` cannot be used; the message is a sentence that says why and what to do. */
export class UnusableFolder extends Error {
  override readonly name = 'UnusableFolder';
}

/** What can be done about a folder of ours that is broken. */
export const START_ANEW = 'Start anew in it with --fresh, or name another folder with --data.';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'its disk is read-only',
  EEXIST: 'it is a file',
  ENOTDIR: 'it is a file, or lies in one',
  ENOSPC: 'its disk is full',
  EDQUOT: 'its disk is full',
  ENOENT: 'it cannot be made there',
  ENAMETOOLONG: 'its name is too long',
};
/** https://sqlite.org/rescode.html#full */
const SQLITE_FULL = 13;

/** Does something with the files of a folder; what the disk refuses comes out as an UnusableFolder. */
export async function withinFolder<T>(folder: string, action: () => T | Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const { code = '', errcode } = error as NodeJS.ErrnoException & { errcode?: number };
    const reason = errcode === SQLITE_FULL ? REASONS.ENOSPC : REASONS[code];
    if (reason === undefined) throw error;
    throw new UnusableFolder(`Nothing can be kept in ${folder}: ${reason}. Name another folder with --data.`);
  }
}
