package org.mydocker.kernel.receipt;

/** Signs receipts with the tool's keys (KEY-01). Implemented by the LTI tool, which owns them. */
public interface Signer {

  SignedReceipt sign(Receipt receipt);
}
