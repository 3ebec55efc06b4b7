/**
 * Thrown when the synthesized app, or a function while it runs, uses something of AWS that the local stack does not
 * imitate. The message names the thing and the place, so that nobody mistakes silence for agreement.
 */
export class UnsupportedLocally extends Error {
  override readonly name = 'UnsupportedLocally';

  constructor(what: string, where: string) {
    super(`The local stack does not know ${what} (${where}).`);
  }
}
