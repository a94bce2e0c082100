/** Stable codes of everything that can go wrong. The widgets show a text for each; clients may branch on them. */
export type ProblemCode =
  | 'invalid_input'
  | 'malformed_json'
  | 'unsupported_media_type'
  | 'payload_too_large'
  | 'idempotency_key_missing'
  | 'idempotency_key_reused'
  | 'unauthenticated'
  | 'invalid_credentials'
  | 'link_expired'
  | 'code_invalid'
  | 'password_wrong'
  | 'forbidden'
  | 'permission_missing'
  | 'permission_by_partner'
  | 'scope_missing'
  | 'origin_forbidden'
  | 'proof_of_work_invalid'
  | 'not_found'
  | 'invalid_transition'
  | 'edit_window_closed'
  | 'email_not_verified'
  | 'rate_limited'
  | 'too_many_listeners'
  | 'file_empty'
  | 'file_type_forbidden'
  | 'file_infected'
  | 'image_too_large'
  /** The file is no PDF, or is too damaged to be used. */
  | 'pdf_invalid'
  /** A password is needed to open it. */
  | 'pdf_encrypted'
  /** It opens without a password, but its permissions forbid to fill it in and to sign it. */
  | 'pdf_restricted'
  /** It has a digital signature already. */
  | 'pdf_signed'
  /** Outside of its form it runs scripts, starts programs or plays something. */
  | 'pdf_active_content'
  /** It has only an XFA form, which only Adobe's programs can show. */
  | 'pdf_xfa'
  /** Files that are no data are attached to parts of it, and cannot be left out. */
  | 'pdf_attachment'
  /** It is a portfolio: just a cover for other files. */
  | 'pdf_portfolio'
  /** It has too many bytes, pages or objects, also when unpacked. */
  | 'pdf_too_large'
  | 'document_sent'
  | 'document_closed'
  | 'document_changed'
  | 'not_your_turn'
  | 'offer_changed'
  | 'offer_closed'
  | 'signing_not_trusted'
  | 'internal'
  | 'network';

/** Codes of what can be wrong with one field. */
export type FieldErrorCode =
  | 'required'
  | 'too_short'
  | 'too_long'
  | 'too_many'
  | 'too_small'
  | 'too_big'
  | 'invalid_format'
  | 'invalid_value'
  | 'unsupported_character'
  | 'unknown_field';

/** One wrong field of a request. */
export interface FieldError {
  /** JSON Pointer (RFC 6901) into the body, or `?name` for a query parameter. */
  field: string;
  code: FieldErrorCode;
  /** English, for developers; the widgets show their own words for `code`. */
  message: string;
}

/** `application/problem+json` (RFC 9457) as this API sends it. */
export interface ProblemDetails {
  /** `https://portal.etron.at/problems/<code>` */
  type: string;
  title: string;
  /** HTTP status. */
  status: number;
  code: ProblemCode;
  /** English, for developers. */
  detail?: string;
  errors?: FieldError[];
}
