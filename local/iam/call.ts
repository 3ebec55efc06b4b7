/** An API call as far as rights go. */
export interface Call {
  /** For messages. */
  readonly caller: string;
  /** As the request was signed for: `dynamodb`, `states`, `events`, `ses`, `lambda`. */
  readonly service: string;
  /** Empty for REST services. */
  readonly action: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}
