import type { Reader, Tx } from '#platform/database/database.ts';
import { type Owner, ownerColumns } from '../owner.ts';

export interface PasskeyLine {
  /** In base64url. */
  readonly id: string;
  readonly label: string;
  readonly createdAt: Date;
  readonly usedAt: Date | undefined;
}

/** The ways in which somebody can sign in beside the link by e-mail, which residents always have. */
export interface SignInMethods {
  readonly password: boolean;
  readonly passkeys: readonly PasskeyLine[];
  readonly codeAppSince: Date | undefined;
  readonly recoveryCodesLeft: number;
  /** Whether the second factor is asked; for an agent, as soon as there is one. */
  readonly secondFactor: boolean;
}

/** How the person can sign in; nothing secret. */
export async function listSignInMethods(open: Reader | Tx, owner: Owner): Promise<SignInMethods> {
  const column = ownerColumns[owner.hat];
  const [person, passkeys, app, codes] = await Promise.all([
    owner.hat === 'resident'
      ? open
          .selectFrom('accounts')
          .select(['password_hash', 'second_factor as asked'])
          .where('id', '=', owner.id)
          .executeTakeFirst()
      : open
          .selectFrom('agents')
          .select((eb) => ['password_hash', eb.lit(true).as('asked')])
          .where('id', '=', owner.id)
          .executeTakeFirst(),
    open.selectFrom('passkeys').selectAll().where(column, '=', owner.id).orderBy('created_at').execute(),
    open
      .selectFrom('code_apps')
      .select('confirmed_at')
      .where(column, '=', owner.id)
      .where('confirmed_at', 'is not', null)
      .executeTakeFirst(),
    open
      .selectFrom('recovery_codes')
      .select('code_hash')
      .where(column, '=', owner.id)
      .where('used_at', 'is', null)
      .execute(),
  ]);
  const codeAppSince = app?.confirmed_at ?? undefined;
  return {
    password: person?.password_hash != null,
    passkeys: passkeys.map((row) => ({
      id: row.credential_id.toString('base64url'),
      label: row.label,
      createdAt: row.created_at,
      usedAt: row.used_at ?? undefined,
    })),
    codeAppSince,
    recoveryCodesLeft: codes.length,
    secondFactor: person?.asked === true && (passkeys.length > 0 || codeAppSince !== undefined),
  };
}
