#!/usr/bin/env python3
"""The peer that `xomni bench speed` is compared with: the same shapes in eager PyTorch, random weights.

The language model is transformers' Qwen2ForCausalLM with scaled-dot-product attention and a DynamicCache, driven by a
plain loop (cheaper a token than `generate`, which does the same work and more around it). The image decoder is the
Chinese kind of X-Omni's FLUX transformer, written block by block as diffusers computes it. One pass a step.

    pip install torch transformers safetensors
    python engine/bench/peer.py [--shape builtin ...] [--dtype bfloat16 ...] [--repeats 3] [--json]

What is measured:
  prefill_tokens_per_s   a prompt of 64 tokens into an empty cache, logits of the last position only
  decode_ms              one token with its sampling; the cache holds the shape's context less 64 and fills up to it
  decode_batch4_ms       the same step with four sequences
  painting_step_s        one pass of the image decoder and one Euler step
  vae_s                  latents to pixels
  poster_s               the built-in poster: prompt, 768 tokens, 10 steps, VAE
"""

import argparse
import itertools
import json
import math
import os
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
import transformers
from torch import Tensor, nn
from transformers import DynamicCache, Qwen2Config, Qwen2ForCausalLM
from transformers.generation.logits_process import MinPLogitsWarper, TopKLogitsWarper

BUILTIN = Path(__file__).resolve().parents[2] / "assets" / "builtin"
PROMPT, DECODED, BATCH, POSTER_STEPS = 64, 64, 4, 10
LONG = 20.0


# ---- language model ----

@dataclass(frozen=True)
class Language:
    """Sizes of a Qwen2 decoder; `vocabulary` is as wide as the row that is sampled from."""

    hidden: int
    layers: int
    heads: int
    kv_heads: int
    intermediate: int
    vocabulary: int
    context: int

    def model(self, dtype: torch.dtype) -> Qwen2ForCausalLM:
        config = Qwen2Config(
            vocab_size=self.vocabulary,
            hidden_size=self.hidden,
            intermediate_size=self.intermediate,
            num_hidden_layers=self.layers,
            num_attention_heads=self.heads,
            num_key_value_heads=self.kv_heads,
            tie_word_embeddings=False,
        )
        return Qwen2ForCausalLM._from_config(config, dtype=dtype, attn_implementation="sdpa").eval()


def builtin_language() -> Language:
    config = json.loads((BUILTIN / "checkpoint" / "config.json").read_text())
    heads, kv_heads = config["num_attention_heads"], config["num_key_value_heads"]
    vocabulary = config["vocab_size"] + config["mm_vocab_size"]
    sizes = config["hidden_size"], config["num_hidden_layers"], heads, kv_heads, config["intermediate_size"]
    return Language(*sizes, vocabulary, context=768)


# Temperature 1, top-p 1 and no repetition penalty: transformers adds no processor for these.
PROCESSORS = [TopKLogitsWarper(50), MinPLogitsWarper(0.03)]


def sample(ids: Tensor, logits: Tensor) -> Tensor:
    """Draws the next token of each sequence (batch, 1) from the last position's logits, as `generate` does."""
    scores = logits[:, -1, :].to(copy=True, dtype=torch.float32)
    for processor in PROCESSORS:
        scores = processor(ids, scores)
    return torch.multinomial(F.softmax(scores, dim=-1), num_samples=1)


def step(model: Qwen2ForCausalLM, ids: Tensor, cache: DynamicCache) -> Tensor:
    logits = model(input_ids=ids, past_key_values=cache, use_cache=True, logits_to_keep=1).logits
    return sample(ids, logits)


def filled_cache(shape: Language, batch: int, positions: int, dtype: torch.dtype) -> DynamicCache:
    """A cache of random keys and values: what it holds does not change the time of a step."""
    cache = DynamicCache()
    size = (batch, shape.kv_heads, positions, shape.hidden // shape.heads)
    for layer in range(shape.layers):
        cache.update(torch.randn(size).to(dtype), torch.randn(size).to(dtype), layer)
    return cache


def decode_ms(model: Qwen2ForCausalLM, shape: Language, batch: int, dtype: torch.dtype) -> float:
    """The median time of a step while the cache grows from the context less DECODED to the context."""
    cache = filled_cache(shape, batch, shape.context - DECODED, dtype)
    ids = torch.randint(shape.vocabulary, (batch, 1))
    times = []
    for _ in range(DECODED):
        start = time.perf_counter()
        ids = step(model, ids, cache)
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)


# ---- image decoder ----

@dataclass(frozen=True)
class Painting:
    """Sizes of a FLUX transformer of the Chinese kind and of the picture, in packed tokens."""

    heads: int
    head_width: int
    axes: tuple[int, int, int]
    double_blocks: int
    single_blocks: int
    channels: int
    pooled: int
    semantic: int
    rows: int
    columns: int

    @property
    def width(self) -> int:
        return self.heads * self.head_width


def builtin_painting() -> Painting:
    config = json.loads((BUILTIN / "checkpoint" / "decoder" / "config.json").read_text())
    heads, axes = config["num_attention_heads"], tuple(config["axes_dims_rope"])
    blocks = config["num_layers"], config["num_single_layers"]
    inputs = config["in_channels"], config["pooled_projection_dim"], config["siglip_channels"]
    return Painting(heads, config["attention_head_dim"], axes, *blocks, *inputs, rows=512 // 16, columns=384 // 16)


class RMSNorm(nn.Module):
    """Root mean square in float32, the weight in the model's dtype."""

    def __init__(self, width: int):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x: Tensor) -> Tensor:
        variance = x.to(torch.float32).pow(2).mean(-1, keepdim=True)
        return (x * torch.rsqrt(variance + 1e-6)).to(self.weight.dtype) * self.weight


def rotary(shape: Painting) -> tuple[Tensor, Tensor]:
    """Cosines and sines (tokens, head width) of the axes (0, row, column), each angle twice: neighbours are a pair."""
    row, column = torch.meshgrid(torch.arange(shape.rows), torch.arange(shape.columns), indexing="ij")
    positions = torch.stack([torch.zeros_like(row), row, column], dim=-1).reshape(-1, 3).double()
    angles = []
    for axis, size in enumerate(shape.axes):
        frequencies = 1.0 / 10000 ** (torch.arange(0, size, 2, dtype=torch.float64) / size)
        angles.append(torch.outer(positions[:, axis], frequencies))
    angle = torch.cat(angles, dim=-1).repeat_interleave(2, dim=-1)
    return angle.cos().float(), angle.sin().float()


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    real, imaginary = x.reshape(*x.shape[:-1], -1, 2).unbind(-1)
    turned = torch.stack([-imaginary, real], dim=-1).flatten(3)
    return (x.float() * cos + turned.float() * sin).to(x.dtype)


class Attention(nn.Module):
    """Joint attention over the image stream; the Chinese kind applies no output projection."""

    def __init__(self, shape: Painting):
        super().__init__()
        width = shape.width
        self.heads = shape.heads
        self.to_q, self.to_k, self.to_v = (nn.Linear(width, width) for _ in range(3))
        self.norm_q, self.norm_k = RMSNorm(shape.head_width), RMSNorm(shape.head_width)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        q, k, v = (
            project(x).unflatten(-1, (self.heads, -1)).transpose(1, 2) for project in (self.to_q, self.to_k, self.to_v)
        )
        q = rotate(self.norm_q(q), cos, sin)
        k = rotate(self.norm_k(k), cos, sin)
        return F.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2)


def plain_norm(width: int) -> nn.LayerNorm:
    return nn.LayerNorm(width, elementwise_affine=False, eps=1e-6)


class DoubleBlock(nn.Module):
    def __init__(self, shape: Painting):
        super().__init__()
        width = shape.width
        self.modulation = nn.Linear(width, 6 * width)
        self.norm1, self.norm2 = plain_norm(width), plain_norm(width)
        self.attention = Attention(shape)
        self.widen, self.narrow = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x: Tensor, condition: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        modulation = self.modulation(F.silu(condition))[:, None].chunk(6, dim=-1)
        shift, scale, gate, shift_mlp, scale_mlp, gate_mlp = modulation
        x = x + gate * self.attention(self.norm1(x) * (1 + scale) + shift, cos, sin)
        hidden = self.norm2(x) * (1 + scale_mlp) + shift_mlp
        return x + gate_mlp * self.narrow(F.gelu(self.widen(hidden), approximate="tanh"))


class SingleBlock(nn.Module):
    def __init__(self, shape: Painting):
        super().__init__()
        width = shape.width
        self.modulation = nn.Linear(width, 3 * width)
        self.norm = plain_norm(width)
        self.attention = Attention(shape)
        self.widen, self.out = nn.Linear(width, 4 * width), nn.Linear(5 * width, width)

    def forward(self, x: Tensor, condition: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        shift, scale, gate = self.modulation(F.silu(condition))[:, None].chunk(3, dim=-1)
        hidden = self.norm(x) * (1 + scale) + shift
        mlp = F.gelu(self.widen(hidden), approximate="tanh")
        return x + gate * self.out(torch.cat([self.attention(hidden, cos, sin), mlp], dim=2))


class Flux(nn.Module):
    """Packed latents (1, tokens, channels) and semantic vectors to the velocity of the latents."""

    def __init__(self, shape: Painting):
        super().__init__()
        width = shape.width
        self.embed = nn.Linear(shape.channels, width)
        self.time = nn.Sequential(nn.Linear(256, width), nn.SiLU(), nn.Linear(width, width))
        self.text = nn.Sequential(nn.Linear(shape.pooled, width), nn.SiLU(), nn.Linear(width, width))
        self.pooled = nn.Parameter(torch.randn(1, shape.pooled))
        self.semantic = nn.Linear(shape.semantic, width, bias=False)
        self.double_blocks = nn.ModuleList(DoubleBlock(shape) for _ in range(shape.double_blocks))
        self.single_blocks = nn.ModuleList(SingleBlock(shape) for _ in range(shape.single_blocks))
        self.norm, self.modulation = plain_norm(width), nn.Linear(width, 2 * width)
        self.out = nn.Linear(width, shape.channels)

    def forward(self, latents: Tensor, semantic: Tensor, sigma: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        frequencies = torch.exp(-math.log(10000) * torch.arange(128, dtype=torch.float32) / 128)
        angles = (1000 * sigma.float())[:, None] * frequencies
        time_embedding = torch.cat([angles.cos(), angles.sin()], dim=-1).to(latents.dtype)
        condition = self.time(time_embedding) + self.text(self.pooled)
        x = self.embed(latents)
        for block in self.double_blocks:
            x = block(x, condition, cos, sin)
        x = x + self.semantic(semantic)
        for block in self.single_blocks:
            x = block(x, condition, cos, sin)
        scale, shift = self.modulation(F.silu(condition))[:, None].chunk(2, dim=-1)
        return self.out(self.norm(x) * (1 + scale) + shift)


def paint(flux: Flux, shape: Painting, steps: int, dtype: torch.dtype) -> Tensor:
    """Latents (1, 16, 2·rows, 2·columns) after `steps` Euler steps from noise."""
    tokens = shape.rows * shape.columns
    semantic = torch.randn(1, tokens, shape.semantic).to(dtype)
    latents = torch.randn(1, tokens, shape.channels).to(dtype)
    cos, sin = rotary(shape)
    sigmas = torch.linspace(1, 0, steps + 1)
    for now, following in zip(sigmas, sigmas[1:]):
        velocity = flux(latents, semantic, now.reshape(1), cos, sin)
        latents = (latents.float() + (following - now) * velocity.float()).to(dtype)
    unpacked = latents.reshape(1, shape.rows, shape.columns, shape.channels // 4, 2, 2)
    return unpacked.permute(0, 3, 1, 4, 2, 5).reshape(1, shape.channels // 4, 2 * shape.rows, 2 * shape.columns)


# ---- autoencoder ----

class Residual(nn.Module):
    def __init__(self, inputs: int, outputs: int, groups: int):
        super().__init__()
        self.norm1, self.conv1 = nn.GroupNorm(groups, inputs, eps=1e-6), nn.Conv2d(inputs, outputs, 3, padding=1)
        self.norm2, self.conv2 = nn.GroupNorm(groups, outputs, eps=1e-6), nn.Conv2d(outputs, outputs, 3, padding=1)
        self.shortcut = nn.Identity() if inputs == outputs else nn.Conv2d(inputs, outputs, 1)

    def forward(self, x: Tensor) -> Tensor:
        hidden = self.conv1(F.silu(self.norm1(x)))
        return self.shortcut(x) + self.conv2(F.silu(self.norm2(hidden)))


class MidAttention(nn.Module):
    """One head over all positions."""

    def __init__(self, width: int, groups: int):
        super().__init__()
        self.norm = nn.GroupNorm(groups, width, eps=1e-6)
        self.q, self.k, self.v, self.out = (nn.Linear(width, width) for _ in range(4))

    def forward(self, x: Tensor) -> Tensor:
        hidden = self.norm(x).flatten(2).transpose(1, 2)
        q, k, v = (project(hidden)[:, None] for project in (self.q, self.k, self.v))
        attended = self.out(F.scaled_dot_product_attention(q, k, v)[:, 0])
        return x + attended.transpose(1, 2).reshape(x.shape)


def vae_decoder(config: dict) -> nn.Sequential:
    """Latents (1, 16, h, w) to pixels (1, 3, 8h, 8w)."""
    groups = config["norm_num_groups"]
    widths = list(reversed(config["block_out_channels"]))
    previous = widths[0]
    layers: list[nn.Module] = [nn.Conv2d(config["latent_channels"], previous, 3, padding=1)]
    layers += [Residual(previous, previous, groups), MidAttention(previous, groups)]
    layers += [Residual(previous, previous, groups)]
    for index, width in enumerate(widths):
        for _ in range(config["layers_per_block"] + 1):
            layers.append(Residual(previous, width, groups))
            previous = width
        if index + 1 < len(widths):
            layers += [nn.Upsample(scale_factor=2.0, mode="nearest"), nn.Conv2d(width, width, 3, padding=1)]
    layers += [nn.GroupNorm(groups, previous, eps=1e-6), nn.SiLU(), nn.Conv2d(previous, 3, 3, padding=1)]
    return nn.Sequential(*layers)


# ---- the measurements ----

LANGUAGES = {
    "builtin": builtin_language(),
    "hidden1024": Language(1024, 24, 16, 4, 2816, 16384, 1024),
    "layers3584": Language(3584, 4, 28, 4, 18944, 16384, 1024),
}
PAINTINGS = {
    "builtin": builtin_painting(),
    "real1152": Painting(24, 128, (16, 56, 56), 1, 1, 64, 768, 1536, 72, 72),
}


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median(work: Callable[[], object], repeats: int) -> float:
    """Seconds: the median of `repeats` runs after one that is not counted, unless that one took more than LONG."""
    first = timed(work)
    return first if first > LONG else statistics.median(timed(work) for _ in range(repeats))


def measure(name: str, dtype: torch.dtype, repeats: int) -> Iterator[tuple[str, float]]:
    if name in LANGUAGES:
        shape = LANGUAGES[name]
        model = shape.model(dtype)
        prompt = torch.randint(shape.vocabulary, (1, PROMPT))
        yield "prefill_tokens_per_s", PROMPT / median(lambda: step(model, prompt, DynamicCache()), repeats)
        yield "decode_ms", decode_ms(model, shape, 1, dtype)
        yield "decode_batch4_ms", decode_ms(model, shape, BATCH, dtype)
    if name in PAINTINGS:
        painting = PAINTINGS[name]
        flux = Flux(painting).to(dtype).eval()
        yield "painting_step_s", median(lambda: paint(flux, painting, 1, dtype), repeats)
    if name == "builtin":
        vae = vae_decoder(json.loads((BUILTIN / "flux" / "vae" / "config.json").read_text())).to(dtype).eval()
        latents = torch.randn(1, 16, 2 * painting.rows, 2 * painting.columns).to(dtype)
        yield "vae_s", median(lambda: vae(latents), repeats)

        def poster() -> None:
            cache = DynamicCache()
            token = step(model, prompt, cache)
            for _ in range(painting.rows * painting.columns - 1):
                token = step(model, token, cache)
            vae(paint(flux, painting, POSTER_STEPS, dtype))

        yield "poster_s", timed(poster)


def main() -> None:
    names = list(dict.fromkeys([*LANGUAGES, *PAINTINGS]))
    parser = argparse.ArgumentParser(description="eager PyTorch at the shapes of `xomni bench speed`")
    parser.add_argument("--shape", nargs="+", choices=names, default=names)
    parser.add_argument("--dtype", nargs="+", choices=["float32", "bfloat16"], default=["float32", "bfloat16"])
    parser.add_argument("--repeats", type=int, default=3, help="runs behind a median (decode: 64 steps; poster: one run)")
    parser.add_argument("--json", action="store_true", help="one object as the last line")
    options = parser.parse_args()
    torch.set_num_threads(os.cpu_count() or 1)
    torch.manual_seed(0)
    report: dict = {"threads": torch.get_num_threads(), "cpu": torch.backends.cpu.get_cpu_capability()}
    report |= {"torch": torch.__version__, "transformers": transformers.__version__}
    print(f"{'shape':<12}{'dtype':<10}{'measure':<22}{'value':>12}")
    with torch.inference_mode():
        for name, dtype in itertools.product(options.shape, options.dtype):
            for measured, value in measure(name, getattr(torch, dtype), options.repeats):
                report.setdefault(measured, {}).setdefault(name, {})[dtype] = round(value, 4)
                print(f"{name:<12}{dtype:<10}{measured:<22}{value:>12.4f}", flush=True)
    if options.json:
        print(json.dumps(report))


if __name__ == "__main__":
    main()
