/** Policies that AWS keeps and the CDK attaches by itself, as the AWS managed policy reference has them. */
const policies: Readonly<Record<string, object>> = {
  'service-role/AWSLambdaBasicExecutionRole': {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: '*',
    },
  },
};

/** The document of a policy under `arn:aws:iam::aws:policy/`, or nothing when it is not known here. */
export function awsManagedPolicy(arn: string): object | undefined {
  return policies[arn.replace(/^arn:aws:iam::aws:policy\//, '')];
}
