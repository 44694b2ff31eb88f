/** Region of an ARN: `arn:<partition>:<service>:<region>:…`. */
export function regionOf(arn: string): string {
  return arn.split(':')[3] ?? '';
}
