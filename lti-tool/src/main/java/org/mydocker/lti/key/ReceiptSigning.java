package org.mydocker.lti.key;

import com.nimbusds.jose.JOSEObjectType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mydocker.kernel.receipt.Receipt;
import org.mydocker.kernel.receipt.SignedReceipt;
import org.mydocker.kernel.receipt.Signer;

/**
 * Signs receipts with the key that all registrations share (ACT-09), as a compact JWS whose {@code
 * typ} is {@code JOSE} (RFC 7515, 4.1.9): it is no JWT, names neither issuer nor audience, and so
 * cannot pass for a token of ours at a platform. Verifies offline with the public key set, kept
 * beside it.
 */
@Singleton
class ReceiptSigning implements Signer {

  private final ToolKeys keys;

  @Inject
  ReceiptSigning(ToolKeys keys) {
    this.keys = keys;
  }

  @Override
  public SignedReceipt sign(Receipt receipt) {
    return new SignedReceipt(
        Signing.signed(keys.signingKey(), JOSEObjectType.JOSE, content(receipt)));
  }

  private static Map<String, Object> content(Receipt receipt) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("assignment", receipt.assignment().toString());
    content.put("pseudonym", receipt.pseudonym());
    content.put("number", receipt.number());
    content.put("commit", receipt.commit());
    content.put("tree", receipt.tree());
    content.put("received", receipt.received().toString());
    content.put("lateSeconds", receipt.late().toSeconds());
    content.put("handoutVersion", receipt.handoutVersion());
    content.put("files", receipt.files().stream().map(ReceiptSigning::content).toList());
    return content;
  }

  private static Map<String, Object> content(Receipt.File file) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("path", file.path());
    content.put("size", file.size());
    content.put("sha256", file.sha256());
    return content;
  }
}
