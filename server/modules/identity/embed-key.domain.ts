/** Public ids of embed keys; anything else is not worth a look into the database. */
export function isKeyShaped(key: string): boolean {
  return /^[\w-]{1,100}$/.test(key);
}
