/**
 * Something that whoever deploys has to put right. The message is a whole sentence that says what and where, so it is
 * shown without the place in the code that noticed.
 */
export class CannotDeploy extends Error {
  override readonly name: string = 'CannotDeploy';
}
