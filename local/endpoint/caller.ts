/**
 * Who makes an API call: a function, known by the access key that only its sandbox has, or the local stack on behalf of
 * a state machine. The role is what the synthesized policies hang on.
 */
export interface Caller {
  readonly kind: 'function' | 'machine' | 'developer';
  readonly name: string;
  readonly roleArn: string;
}
