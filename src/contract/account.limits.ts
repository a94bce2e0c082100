/**
 * Characters of a new password, as NIST SP 800-63B (revision 4) asks of one that is the only factor of a login. It asks for no kinds of characters, because
 * such rules make passwords that are easier to guess.
 */
export const PASSWORD_MIN = 15;
/** Characters of any password: more would only be work for the server. */
export const PASSWORD_MAX = 200;
