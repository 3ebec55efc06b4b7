/** Whether a single write was refused since its condition did not hold. ElectroDB wraps what DynamoDB said. */
export function conditionFailed(error: unknown): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === 'ConditionalCheckFailedException') return true;
  }
  return false;
}
