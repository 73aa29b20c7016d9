package studio.xomni.engine.checkpoint;

import java.util.Base64;

/**
 * {@code data.pkl} of archives that PyTorch 2.13's {@code torch.save} wrote, in Base64.
 *
 * <p>The views were made by {@code base = torch.arange(24.).reshape(4, 6)} and {@code {'whole':
 * base, 'turned': base.t(), 'window': base[1:3, 2:5], 'spread': base[:1].expand(3, 6), 'scalar':
 * torch.tensor(5.), 'empty': torch.empty(0, 3), 'weight': nn.Parameter(torch.ones(2, 3,
 * dtype=torch.bfloat16)), 'steps': torch.tensor([7])}}, with storages 0 to 4 of 96, 4, 0, 12 and 8
 * bytes.
 */
final class TorchWritten {

    /** The views, protocol 2, which is the default. */
    static final byte[] VIEWS_PROTOCOL_2 =
            pickle(
                    "gAJ9cQAoWAUAAAB3aG9sZXEBY3RvcmNoLl91dGlscwpfcmVidWlsZF90ZW5zb3JfdjIKcQIoKFgH"
                            + "AAAAc3RvcmFnZXEDY3RvcmNoCkZsb2F0U3RvcmFnZQpxBFgBAAAAMHEFWAMAAABjcHVxBksYdHEH"
                            + "UUsASwRLBoZxCEsGSwGGcQmJY2NvbGxlY3Rpb25zCk9yZGVyZWREaWN0CnEKKVJxC3RxDFJxDVgG"
                            + "AAAAdHVybmVkcQ5oAigoaANoBGgFaAZLGHRxD1FLAEsGSwSGcRBLAUsGhnERiWgKKVJxEnRxE1Jx"
                            + "FFgGAAAAd2luZG93cRVoAigoaANoBGgFaAZLGHRxFlFLCEsCSwOGcRdLBksBhnEYiWgKKVJxGXRx"
                            + "GlJxG1gGAAAAc3ByZWFkcRxoAigoaANoBGgFaAZLGHRxHVFLAEsDSwaGcR5LAEsBhnEfiWgKKVJx"
                            + "IHRxIVJxIlgGAAAAc2NhbGFycSNoAigoaANoBFgBAAAAMXEkaAZLAXRxJVFLACkpiWgKKVJxJnRx"
                            + "J1JxKFgFAAAAZW1wdHlxKWgCKChoA2gEWAEAAAAycSpoBksAdHErUUsASwBLA4ZxLEsDSwGGcS2J"
                            + "aAopUnEudHEvUnEwWAYAAAB3ZWlnaHRxMWN0b3JjaC5fdXRpbHMKX3JlYnVpbGRfcGFyYW1ldGVy"
                            + "CnEyaAIoKGgDY3RvcmNoCkJGbG9hdDE2U3RvcmFnZQpxM1gBAAAAM3E0aAZLBnRxNVFLAEsCSwOG"
                            + "cTZLA0sBhnE3iWgKKVJxOHRxOVJxOohoCilScTuHcTxScT1YBQAAAHN0ZXBzcT5oAigoaANjdG9y"
                            + "Y2gKTG9uZ1N0b3JhZ2UKcT9YAQAAADRxQGgGSwF0cUFRSwBLAYVxQksBhXFDiWgKKVJxRHRxRVJx"
                            + "RnUu");

    /** The views, protocol 4. */
    static final byte[] VIEWS_PROTOCOL_4 =
            pickle(
                    "gASVOAIAAAAAAAB9lCiMBXdob2xllIwMdG9yY2guX3V0aWxzlIwSX3JlYnVpbGRfdGVuc29yX3Yy"
                            + "lJOUKCiMB3N0b3JhZ2WUjAV0b3JjaJSMDEZsb2F0U3RvcmFnZZSTlIwBMJSMA2NwdZRLGHSUUUsA"
                            + "SwRLBoaUSwZLAYaUiYwLY29sbGVjdGlvbnOUjAtPcmRlcmVkRGljdJSTlClSlHSUUpSMBnR1cm5l"
                            + "ZJRoBCgoaAVoCGgJaApLGHSUUUsASwZLBIaUSwFLBoaUiWgQKVKUdJRSlIwGd2luZG93lGgEKCho"
                            + "BWgIaAloCksYdJRRSwhLAksDhpRLBksBhpSJaBApUpR0lFKUjAZzcHJlYWSUaAQoKGgFaAhoCWgK"
                            + "Sxh0lFFLAEsDSwaGlEsASwGGlIloEClSlHSUUpSMBnNjYWxhcpRoBCgoaAVoCIwBMZRoCksBdJRR"
                            + "SwApKYloEClSlHSUUpSMBWVtcHR5lGgEKChoBWgIjAEylGgKSwB0lFFLAEsASwOGlEsDSwGGlIlo"
                            + "EClSlHSUUpSMBndlaWdodJRoAowSX3JlYnVpbGRfcGFyYW1ldGVylJOUaAQoKGgFaAaMD0JGbG9h"
                            + "dDE2U3RvcmFnZZSTlIwBM5RoCksGdJRRSwBLAksDhpRLA0sBhpSJaBApUpR0lFKUiGgQKVKUh5RS"
                            + "lIwFc3RlcHOUaAQoKGgFaAaMC0xvbmdTdG9yYWdllJOUjAE0lGgKSwF0lFFLAEsBhZRLAYWUiWgQ"
                            + "KVKUdJRSlHUu");

    /** {@code nn.Linear(2, 1).state_dict()}: ordered, with {@code _metadata}. */
    static final byte[] MODULE_STATE =
            pickle(
                    "gAJjY29sbGVjdGlvbnMKT3JkZXJlZERpY3QKcQApUnEBKFgGAAAAd2VpZ2h0cQJjdG9yY2guX3V0"
                            + "aWxzCl9yZWJ1aWxkX3RlbnNvcl92MgpxAygoWAcAAABzdG9yYWdlcQRjdG9yY2gKRmxvYXRTdG9y"
                            + "YWdlCnEFWAEAAAAwcQZYAwAAAGNwdXEHSwJ0cQhRSwBLAUsChnEJSwJLAYZxColoAClScQt0cQxS"
                            + "cQ1YBAAAAGJpYXNxDmgDKChoBGgFWAEAAAAxcQ9oB0sBdHEQUUsASwGFcRFLAYVxEoloAClScRN0"
                            + "cRRScRV1fXEWWAkAAABfbWV0YWRhdGFxF2gAKVJxGFgAAAAAcRl9cRpYBwAAAHZlcnNpb25xG0sB"
                            + "c3NzYi4=");

    /** {@code nn.Linear(2, 1)} itself. */
    static final byte[] MODULE =
            pickle(
                    "gAJjdG9yY2gubm4ubW9kdWxlcy5saW5lYXIKTGluZWFyCnEAKYFxAX1xAihYCAAAAHRyYWluaW5n"
                            + "cQOIWAsAAABfcGFyYW1ldGVyc3EEfXEFKFgGAAAAd2VpZ2h0cQZjdG9yY2guX3V0aWxzCl9yZWJ1"
                            + "aWxkX3BhcmFtZXRlcgpxB2N0b3JjaC5fdXRpbHMKX3JlYnVpbGRfdGVuc29yX3YyCnEIKChYBwAA"
                            + "AHN0b3JhZ2VxCWN0b3JjaApGbG9hdFN0b3JhZ2UKcQpYAQAAADBxC1gDAAAAY3B1cQxLAnRxDVFL"
                            + "AEsBSwKGcQ5LAksBhnEPiWNjb2xsZWN0aW9ucwpPcmRlcmVkRGljdApxEClScRF0cRJScROIaBAp"
                            + "UnEUh3EVUnEWWAQAAABiaWFzcRdoB2gIKChoCWgKWAEAAAAxcRhoDEsBdHEZUUsASwGFcRpLAYVx"
                            + "G4loEClScRx0cR1ScR6IaBApUnEfh3EgUnEhdVgIAAAAX2J1ZmZlcnNxIn1xI1gbAAAAX25vbl9w"
                            + "ZXJzaXN0ZW50X2J1ZmZlcnNfc2V0cSRjX19idWlsdGluX18Kc2V0CnElXXEmhXEnUnEoWBMAAABf"
                            + "YmFja3dhcmRfcHJlX2hvb2tzcSloEClScSpYDwAAAF9iYWNrd2FyZF9ob29rc3EraBApUnEsWBYA"
                            + "AABfaXNfZnVsbF9iYWNrd2FyZF9ob29rcS1OWA4AAABfZm9yd2FyZF9ob29rc3EuaBApUnEvWBoA"
                            + "AABfZm9yd2FyZF9ob29rc193aXRoX2t3YXJnc3EwaBApUnExWBwAAABfZm9yd2FyZF9ob29rc19h"
                            + "bHdheXNfY2FsbGVkcTJoEClScTNYEgAAAF9mb3J3YXJkX3ByZV9ob29rc3E0aBApUnE1WB4AAABf"
                            + "Zm9yd2FyZF9wcmVfaG9va3Nfd2l0aF9rd2FyZ3NxNmgQKVJxN1gRAAAAX3N0YXRlX2RpY3RfaG9v"
                            + "a3NxOGgQKVJxOVgVAAAAX3N0YXRlX2RpY3RfcHJlX2hvb2tzcTpoEClScTtYGgAAAF9sb2FkX3N0"
                            + "YXRlX2RpY3RfcHJlX2hvb2tzcTxoEClScT1YGwAAAF9sb2FkX3N0YXRlX2RpY3RfcG9zdF9ob29r"
                            + "c3E+aBApUnE/WAgAAABfbW9kdWxlc3FAfXFBWAsAAABpbl9mZWF0dXJlc3FCSwJYDAAAAG91dF9m"
                            + "ZWF0dXJlc3FDSwF1Yi4=");

    /** {@code {'x': torch.ones(2, dtype=torch.complex64).conj().imag}}, stored without its sign. */
    static final byte[] NEGATED =
            pickle(
                    "gAJ9cQBYAQAAAHhxAWN0b3JjaC5fdXRpbHMKX3JlYnVpbGRfdGVuc29yX3YyCnECKChYBwAAAHN0"
                            + "b3JhZ2VxA2N0b3JjaApGbG9hdFN0b3JhZ2UKcQRYAQAAADBxBVgDAAAAY3B1cQZLBHRxB1FLAUsC"
                            + "hXEISwKFcQmJY2NvbGxlY3Rpb25zCk9yZGVyZWREaWN0CnEKKVJxC31xDFgDAAAAbmVncQ2Ic3Rx"
                            + "DlJxD3Mu");

    /** {@code {'x': nn.Buffer(torch.ones(2))}}. */
    static final byte[] BUFFER =
            pickle(
                    "gAJ9cQBYAQAAAHhxAWN0b3JjaC5fdGVuc29yCl9yZWJ1aWxkX2Zyb21fdHlwZV92MgpxAihjdG9y"
                            + "Y2guX3V0aWxzCl9yZWJ1aWxkX3RlbnNvcl92MgpxA2N0b3JjaApUZW5zb3IKcQQoKFgHAAAAc3Rv"
                            + "cmFnZXEFY3RvcmNoCkZsb2F0U3RvcmFnZQpxBlgBAAAAMHEHWAMAAABjcHVxCEsCdHEJUUsASwKF"
                            + "cQpLAYVxC4ljY29sbGVjdGlvbnMKT3JkZXJlZERpY3QKcQwpUnENdHEOfXEPKFgKAAAAcGVyc2lz"
                            + "dGVudHEQiFgKAAAAX2lzX2J1ZmZlcnERiHV0cRJScRNzLg==");

    /** {@code {'x': torch.ones(2).untyped_storage()}}. */
    static final byte[] STORAGE =
            pickle(
                    "gAJ9cQBYAQAAAHhxAShYBwAAAHN0b3JhZ2VxAmN0b3JjaC5zdG9yYWdlClVudHlwZWRTdG9yYWdl"
                            + "CnEDWAEAAAAwcQRYAwAAAGNwdXEFSwh0cQZRcy4=");

    /** {@code {'x': torch.ones(2).to(torch.float8_e4m3fn)}}. */
    static final byte[] FLOAT8 =
            pickle(
                    "gAJ9cQBYAQAAAHhxAWN0b3JjaC5fdXRpbHMKX3JlYnVpbGRfdGVuc29yX3YzCnECKChYBwAAAHN0"
                            + "b3JhZ2VxA2N0b3JjaC5zdG9yYWdlClVudHlwZWRTdG9yYWdlCnEEWAEAAAAwcQVYAwAAAGNwdXEG"
                            + "SwJ0cQdRSwBLAoVxCEsBhXEJiWNjb2xsZWN0aW9ucwpPcmRlcmVkRGljdApxCilScQtjdG9yY2gK"
                            + "ZmxvYXQ4X2U0bTNmbgpxDHRxDVJxDnMu");

    private TorchWritten() {}

    private static byte[] pickle(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
