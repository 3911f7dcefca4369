package io.tributary.embedded;

/** What a request to S3 asks for, as far as it matters for what it costs. */
public enum S3RequestKind {
  /** GetObject, in whole or a range of it. */
  GET,
  /** HeadObject, HeadBucket. */
  HEAD,
  /**
   * ListObjects, ListObjectsV2, ListObjectVersions, ListMultipartUploads, ListParts, ListBuckets.
   */
  LIST,
  /** PutObject. */
  PUT,
  /** CopyObject. */
  COPY,
  /** DeleteObject. */
  DELETE,
  /** DeleteObjects: up to 1,000 at once. */
  DELETE_BATCH,
  /** CreateMultipartUpload. */
  CREATE_MULTIPART,
  /** UploadPart, UploadPartCopy. */
  UPLOAD_PART,
  /** CompleteMultipartUpload. */
  COMPLETE_MULTIPART,
  /** AbortMultipartUpload. */
  ABORT_MULTIPART,
  /** All else: CreateBucket, access control, tags. */
  OTHER
}
