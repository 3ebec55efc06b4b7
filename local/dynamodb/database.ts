/** How a database is started. */
export interface DatabaseCommand {
  readonly command: string;
  readonly args: readonly string[];
  /** In its environment, beside what is in that of this process. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A kind of DynamoDB that can be started on a machine. */
export interface Database {
  /** The file in which it keeps its rows, in a folder that it is given; those of two kinds differ in name. */
  readonly file: string;
  /**
   * @param folder where it keeps its rows; in memory when left out.
   * @throws NoDatabase
   */
  command(port: number, folder: string | undefined): Promise<DatabaseCommand>;
}

/** No DynamoDB can be started on this machine; the message is a sentence that says what to do. */
export class NoDatabase extends Error {
  override readonly name = 'NoDatabase';
}
