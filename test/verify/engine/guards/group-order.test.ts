import { at, group, instance, subnet, tcpRule, verifierOf, vpc } from '../templates';

/** Two servers with the same two groups, written in one order and in the other; they are no twins. */
const resources = [
  vpc('V', '10.0.0.0/16', false),
  subnet('Web', 'V', '10.0.0.0/24'),
  subnet('Office', 'V', '10.0.1.0/24'),
  subnet('Data', 'V', '10.0.2.0/24'),
  subnet('Copy', 'V', '10.0.3.0/24'),
  group('Any', 'V', []),
  group('FromWeb', 'V', [tcpRule(80, { CidrIp: '10.0.0.0/24' })]),
  group('FromOffice', 'V', [tcpRule(443, { CidrIp: '10.0.1.0/24' })]),
  instance('WebServer', 'Web', ['Any']),
  instance('OfficeServer', 'Office', ['Any']),
  instance('One', 'Data', ['FromWeb', 'FromOffice']),
  instance('Other', 'Copy', ['FromOffice', 'FromWeb']),
];

test('in which order an interface names its groups makes no difference', () => {
  const verifier = verifierOf(resources);
  const between = (from: string, to: string) => {
    const [[source], [target]] = [at(verifier, from), at(verifier, to)];
    if (source === undefined || target === undefined) {
      throw new Error('nobody to ask about');
    }
    return verifier.between(source, target).may;
  };
  expect([between('WebServer', 'One'), between('OfficeServer', 'Other')]).toEqual([['tcp/80'], ['tcp/443']]);
  expect([between('WebServer', 'Other'), between('OfficeServer', 'One')]).toEqual([['tcp/80'], ['tcp/443']]);
});
