import { huaweiE3372, huaweiE3372HiLink, huaweiE3372Storage, huaweiMs2372h, mbimStick } from './huawei.ts';
import type { Profile } from './profile.ts';
import { quectelEc25Qmi } from './quectel.ts';
import { pppStick } from './zte.ts';

export const profiles: readonly Profile[] = [
  huaweiE3372,
  huaweiE3372Storage,
  huaweiMs2372h,
  huaweiE3372HiLink,
  quectelEc25Qmi,
  mbimStick,
  pppStick,
];

/** The profile of that name, or of the only name that ends so: `ms2372h`. */
export function profileNamed(name: string): Profile | undefined {
  const exact = profiles.find((profile) => profile.name === name);
  if (exact !== undefined) return exact;
  const ending = profiles.filter((profile) => profile.name.endsWith(`-${name}`));
  return ending.length === 1 ? ending[0] : undefined;
}
