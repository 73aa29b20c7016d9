package studio.xomni.engine.diffusion;

import studio.xomni.engine.torch.Tensor;

/**
 * A text as the English kind of decoder takes it.
 *
 * @param hidden what {@link T5TextEncoder#encode} gave, (1, tokens, width)
 * @param pooled what {@link ClipTextEncoder#encode} gave, (1, width)
 */
public record EncodedText(Tensor hidden, Tensor pooled) {}
