package org.mydocker.kernel.receipt;

/** A receipt as a compact JWS, to be verified offline with the tool's public JWKS. */
public record SignedReceipt(String jws) {}
