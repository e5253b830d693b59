/* The bundled sample archive as bytes of the binary, so that `cmrdata sample` needs no file beside it. */
    .section .rodata
    .global cmr_sample_start
    .global cmr_sample_end
    .balign 16
cmr_sample_start:
    .incbin "openclipart11.tar.gz"
cmr_sample_end:
    .byte 0
    .section .note.GNU-stack,"",%progbits
